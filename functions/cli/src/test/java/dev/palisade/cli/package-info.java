/** The command line over memory: no AWS is called. */
@NullMarked
package dev.palisade.cli;

import org.jspecify.annotations.NullMarked;
