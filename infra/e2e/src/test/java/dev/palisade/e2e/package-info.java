/** Palisade as deployed, seen from outside: through AWS's APIs and the command line only. */
@NullMarked
package dev.palisade.e2e;

import org.jspecify.annotations.NullMarked;
