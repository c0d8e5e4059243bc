/** What is told to people's tools when a case has a new stage. */
@NullMarked
package dev.palisade.core.notice;

import org.jspecify.annotations.NullMarked;
