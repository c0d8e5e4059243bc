/** What the tickets' function asks of every ticket system. */
@NullMarked
package dev.palisade.tickets.system;

import org.jspecify.annotations.NullMarked;
