/** The hub: one account and region that decides for the whole organization. */
@NullMarked
package dev.palisade.infra.hub;

import org.jspecify.annotations.NullMarked;
