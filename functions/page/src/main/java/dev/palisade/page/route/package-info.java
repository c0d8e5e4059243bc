/** What each address of the page does. */
@NullMarked
package dev.palisade.page.route;

import org.jspecify.annotations.NullMarked;
