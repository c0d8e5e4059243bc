/** JSON over HTTP, and its faults told apart. */
@NullMarked
package dev.palisade.tickets.http;

import org.jspecify.annotations.NullMarked;
