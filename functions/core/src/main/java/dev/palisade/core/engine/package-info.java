/** The way of an event: read, plan, decide, apply, verify, record. */
@NullMarked
package dev.palisade.core.engine;

import org.jspecify.annotations.NullMarked;
