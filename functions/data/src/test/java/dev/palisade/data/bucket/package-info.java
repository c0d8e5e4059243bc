@NullMarked
package dev.palisade.data.bucket;

import org.jspecify.annotations.NullMarked;
