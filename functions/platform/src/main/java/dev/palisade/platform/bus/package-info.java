/** Requests on the hub bus and the domains' own queues, and events that come back later. */
@NullMarked
package dev.palisade.platform.bus;

import org.jspecify.annotations.NullMarked;
