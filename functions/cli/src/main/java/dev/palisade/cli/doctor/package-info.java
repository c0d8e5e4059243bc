/** Proves the path of an event end to end, and says how to mend what is missing. */
@NullMarked
package dev.palisade.cli.doctor;

import org.jspecify.annotations.NullMarked;
