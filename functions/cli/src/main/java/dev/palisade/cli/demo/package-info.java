/** The demonstration: Palisade's main job, end to end, on the local AWS. */
@NullMarked
package dev.palisade.cli.demo;

import org.jspecify.annotations.NullMarked;
