/** One ticket a case: claimed, created, told, closed. */
@NullMarked
package dev.palisade.tickets.filing;

import org.jspecify.annotations.NullMarked;
