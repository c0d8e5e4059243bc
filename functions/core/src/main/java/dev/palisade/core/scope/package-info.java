/** Whether a resource belongs to an AI workload, and why. */
@NullMarked
package dev.palisade.core.scope;

import org.jspecify.annotations.NullMarked;
