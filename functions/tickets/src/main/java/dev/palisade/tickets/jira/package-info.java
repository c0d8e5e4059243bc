/** Tickets in Jira Cloud. */
@NullMarked
package dev.palisade.tickets.jira;

import org.jspecify.annotations.NullMarked;
