/** The CDK app: which stacks go where, and what an installation is made of. */
@NullMarked
package dev.palisade.infra;

import org.jspecify.annotations.NullMarked;
