/** Plans and changes: what would be done to a resource, as data. */
@NullMarked
package dev.palisade.core.plan;

import org.jspecify.annotations.NullMarked;
