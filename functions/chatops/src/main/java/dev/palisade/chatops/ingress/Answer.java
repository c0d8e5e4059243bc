package dev.palisade.chatops.ingress;

import dev.palisade.chatops.refusals.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What Slack is answered.
 *
 * @param status HTTP status
 * @param body JSON, or empty
 * @param refusal why it was not taken, null if it was; never sent
 */
record Answer(int status, String body, @Nullable Refusal refusal) {

  static Answer ok(String json) {
    return new Answer(200, json, null);
  }

  static Answer refused(Refusal refusal) {
    return new Answer(refusal.status(), "", refusal);
  }
}
