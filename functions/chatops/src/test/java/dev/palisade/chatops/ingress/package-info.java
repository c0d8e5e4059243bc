/** Requests as Slack makes them, and as others forge them. */
package dev.palisade.chatops.ingress;
