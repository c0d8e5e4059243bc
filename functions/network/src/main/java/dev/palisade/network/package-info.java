/** The network domain: who may reach AI workloads over the network. */
@NullMarked
package dev.palisade.network;

import org.jspecify.annotations.NullMarked;
