/** What the controls say of themselves, for surfaces that hold no domain. */
@NullMarked
package dev.palisade.platform.catalogue;

import org.jspecify.annotations.NullMarked;
