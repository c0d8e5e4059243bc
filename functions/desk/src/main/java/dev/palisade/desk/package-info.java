/** Acts for people at the command line. */
@NullMarked
package dev.palisade.desk;

import org.jspecify.annotations.NullMarked;
