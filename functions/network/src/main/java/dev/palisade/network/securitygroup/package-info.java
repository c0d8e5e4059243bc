/** Security groups: their ingress rules, and the control that closes them to the internet. */
@NullMarked
package dev.palisade.network.securitygroup;

import org.jspecify.annotations.NullMarked;
