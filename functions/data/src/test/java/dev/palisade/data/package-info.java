@NullMarked
package dev.palisade.data;

import org.jspecify.annotations.NullMarked;
