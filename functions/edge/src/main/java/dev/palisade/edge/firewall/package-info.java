/** WAF web ACLs and the IP sets by which their rules block. */
@NullMarked
package dev.palisade.edge.firewall;

import org.jspecify.annotations.NullMarked;
