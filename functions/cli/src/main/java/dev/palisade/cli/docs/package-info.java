/** Writes the pages that are generated from what controls say about themselves. */
@NullMarked
package dev.palisade.cli.docs;

import org.jspecify.annotations.NullMarked;
