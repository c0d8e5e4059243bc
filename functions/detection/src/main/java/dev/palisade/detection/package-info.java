/** The detection domain: tampering with what records and protects. */
@NullMarked
package dev.palisade.detection;

import org.jspecify.annotations.NullMarked;
