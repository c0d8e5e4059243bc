/** Messages to people. */
@NullMarked
package dev.palisade.platform.notice;

import org.jspecify.annotations.NullMarked;
