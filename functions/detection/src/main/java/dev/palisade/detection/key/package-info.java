/** KMS keys: whether data under them stays readable, and rotation. */
@NullMarked
package dev.palisade.detection.key;

import org.jspecify.annotations.NullMarked;
