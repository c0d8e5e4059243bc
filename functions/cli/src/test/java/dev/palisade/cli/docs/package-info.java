/** Tests that generated pages are what the code says. */
@NullMarked
package dev.palisade.cli.docs;

import org.jspecify.annotations.NullMarked;
