/** The commands, one class each. */
@NullMarked
package dev.palisade.cli.command;

import org.jspecify.annotations.NullMarked;
