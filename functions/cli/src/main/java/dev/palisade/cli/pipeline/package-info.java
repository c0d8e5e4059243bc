/** Seeing, planning and fixing with the caller's own credentials. */
@NullMarked
package dev.palisade.cli.pipeline;

import org.jspecify.annotations.NullMarked;
