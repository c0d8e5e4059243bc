/** Tests of the event files in the repository's top folder. */
@NullMarked
package dev.palisade.events;

import org.jspecify.annotations.NullMarked;
