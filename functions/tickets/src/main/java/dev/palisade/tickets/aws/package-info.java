/** Tickets in OpsCenter, notes in Security Hub, secrets. */
@NullMarked
package dev.palisade.tickets.aws;

import org.jspecify.annotations.NullMarked;
