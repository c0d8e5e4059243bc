/** The function that Slack calls: it verifies, notes what it has seen, and hands on. */
@NullMarked
package dev.palisade.chatops.ingress;

import org.jspecify.annotations.NullMarked;
