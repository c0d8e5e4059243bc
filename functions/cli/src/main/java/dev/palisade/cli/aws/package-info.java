/** Where commands work: sessions, identities and the hub's addresses in AWS. */
@NullMarked
package dev.palisade.cli.aws;

import org.jspecify.annotations.NullMarked;
