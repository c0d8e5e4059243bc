/** Tests of counting and journaling refusals. */
@NullMarked
package dev.palisade.chatops.refusals;

import org.jspecify.annotations.NullMarked;
