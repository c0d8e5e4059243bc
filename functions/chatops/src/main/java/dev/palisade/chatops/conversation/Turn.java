package dev.palisade.chatops.conversation;

import dev.palisade.chatops.conversation.Chat.Place;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param answer what its user is told
 * @param caseId the case whose message may say something else now, or empty
 * @param acted the message that was acted on, or null
 * @param wrote whether something was decided or asked for, so that it is not done twice
 */
record Turn(Message answer, String caseId, @Nullable Place acted, boolean wrote) {

  /** Something was looked up. */
  static Turn read(Message answer) {
    return new Turn(answer, "", null, false);
  }

  /** Something was done that no case's message shows. */
  static Turn done(Message answer) {
    return new Turn(answer, "", null, true);
  }

  /** Something was done with a case. */
  static Turn about(String caseId, @Nullable Place acted, Message answer) {
    return new Turn(answer, caseId, acted, true);
  }
}
