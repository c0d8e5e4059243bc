/** Slack: an ingress that verifies requests, and a conversation that answers them. */
@NullMarked
package dev.palisade.chatops;

import org.jspecify.annotations.NullMarked;
