/** What happened around a resource, a principal, a key or an address, from all that knows of it. */
@NullMarked
package dev.palisade.cli.incident;

import org.jspecify.annotations.NullMarked;
