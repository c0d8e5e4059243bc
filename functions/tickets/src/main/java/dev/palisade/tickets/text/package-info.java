/** What a ticket says, and how each product writes it. */
@NullMarked
package dev.palisade.tickets.text;

import org.jspecify.annotations.NullMarked;
