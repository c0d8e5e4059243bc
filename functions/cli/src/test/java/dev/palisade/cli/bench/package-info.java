/** What {@code bench} makes of what it counted and timed; nothing is called. */
@NullMarked
package dev.palisade.cli.bench;

import org.jspecify.annotations.NullMarked;
