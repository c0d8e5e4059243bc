/** People in the loop: who they are, what they may do, and what they permit. */
@NullMarked
package dev.palisade.core.people;

import org.jspecify.annotations.NullMarked;
