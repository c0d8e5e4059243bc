/** The function that keeps one ticket per case. */
@NullMarked
package dev.palisade.tickets;

import org.jspecify.annotations.NullMarked;
