/** Tickets as ServiceNow incidents. */
@NullMarked
package dev.palisade.tickets.servicenow;

import org.jspecify.annotations.NullMarked;
