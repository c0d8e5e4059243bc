/** The function behind the queues: messages, buttons, forms and the slash command. */
@NullMarked
package dev.palisade.chatops.conversation;

import org.jspecify.annotations.NullMarked;
