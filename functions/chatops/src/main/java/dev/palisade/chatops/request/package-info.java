/** What passes from the ingress to the conversation. */
@NullMarked
package dev.palisade.chatops.request;

import org.jspecify.annotations.NullMarked;
