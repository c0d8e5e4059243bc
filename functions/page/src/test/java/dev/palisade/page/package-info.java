/** Tests of the page: over its handler, against the stand-in of a provider, and in a browser. */
package dev.palisade.page;
