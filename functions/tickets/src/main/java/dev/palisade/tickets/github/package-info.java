/** Tickets as GitHub issues. */
@NullMarked
package dev.palisade.tickets.github;

import org.jspecify.annotations.NullMarked;
