/** The policy file from outside: is it right, what does it decide, and does it decide as wanted. */
@NullMarked
package dev.palisade.policy;

import org.jspecify.annotations.NullMarked;
