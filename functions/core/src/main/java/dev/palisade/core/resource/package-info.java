/** AWS resources as Palisade names and sees them: references, types, states and facets. */
@NullMarked
package dev.palisade.core.resource;

import org.jspecify.annotations.NullMarked;
