/** The one desk behind every surface: what a verified person may do, and what becomes of it. */
@NullMarked
package dev.palisade.platform.desk;

import org.jspecify.annotations.NullMarked;
