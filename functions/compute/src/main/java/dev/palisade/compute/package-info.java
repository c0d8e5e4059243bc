/** The compute domain: instances and functions that run AI workloads. */
@NullMarked
package dev.palisade.compute;

import org.jspecify.annotations.NullMarked;
