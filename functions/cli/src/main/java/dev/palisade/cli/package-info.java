/** The command line: the same pipeline by hand, and the people's side of the hub. */
@NullMarked
package dev.palisade.cli;

import org.jspecify.annotations.NullMarked;
