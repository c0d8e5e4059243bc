/** What the pages show, in words, and the templates that show it. */
@NullMarked
package dev.palisade.page.view;

import org.jspecify.annotations.NullMarked;
