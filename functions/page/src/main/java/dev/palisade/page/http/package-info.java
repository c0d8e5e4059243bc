/** Requests and answers of a function URL, and the headers that every answer has. */
@NullMarked
package dev.palisade.page.http;

import org.jspecify.annotations.NullMarked;
