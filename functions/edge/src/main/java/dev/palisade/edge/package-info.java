/** What stands in front of model endpoints: web ACLs and the addresses they keep out. */
@NullMarked
package dev.palisade.edge;

import org.jspecify.annotations.NullMarked;
