/** Measures the deployed system on the local AWS: calls per event, and time from event to proof. */
@NullMarked
package dev.palisade.cli.bench;

import org.jspecify.annotations.NullMarked;
