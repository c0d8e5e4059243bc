/** The people's side of the deployed system: cases, decisions, requests. */
@NullMarked
package dev.palisade.cli.hub;

import org.jspecify.annotations.NullMarked;
