/** Who is signed in, in a table of its own. */
@NullMarked
package dev.palisade.page.session;

import org.jspecify.annotations.NullMarked;
