/** Tickets of cases, as the table keeps them. */
@NullMarked
package dev.palisade.core.ticket;

import org.jspecify.annotations.NullMarked;
