/** What people decided: modes, untouchables, limits, who is who. */
@NullMarked
package dev.palisade.core.policy;

import org.jspecify.annotations.NullMarked;
