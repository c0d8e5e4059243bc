/** CloudTrail trails: whether and what they record. */
@NullMarked
package dev.palisade.detection.trail;

import org.jspecify.annotations.NullMarked;
