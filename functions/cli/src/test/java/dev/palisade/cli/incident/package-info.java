@NullMarked
package dev.palisade.cli.incident;

import org.jspecify.annotations.NullMarked;
