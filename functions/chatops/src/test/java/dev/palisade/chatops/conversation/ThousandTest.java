package dev.palisade.chatops.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A thousand approvals that must not be: each is refused where it should be, and noted. */
class ThousandTest {

  private static final int EACH = 100;

  @Test
  void changeNothingAndAreNoted() {
    try (Rig rig = new Rig(10)) {
      Case asked =
          Samples.waiting(
              json -> ((ObjectNode) json.get("origin")).put("person", "carol@example.com"));
      // Alice may approve this one, but not the one that she caused.
      Case own =
          Samples.waiting(json -> {
            json.put("id", "c-own");
            ((ObjectNode) json.get("origin")).put("person", "alice@example.com");
          });
      rig.desk.put(asked);
      rig.desk.put(own);
      JsonNode spent =
          rig.press("U0BOB", Actions.DETAILS, Map.of("value", Ask.about(asked).written()));
      assertThat(rig.work()).isZero();
      final int known = rig.slack.views().size();

      String good = Ask.about(asked).written();
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < EACH; i++) {
        // What the ingress refuses: forged, replayed, late, early, of elsewhere.
        statuses.add(pressed(rig, "U0ALICE", Map.of("value", good, "secret", "guess-" + i)));
        statuses.add(
            rig.slack
                .ask("press", Map.of("url", rig.url(), "replay", spent.get("request")))
                .get("status")
                .asInt());
        statuses.add(pressed(rig, "U0ALICE", Map.of("value", good, "age", 301 + i)));
        statuses.add(pressed(rig, "U0ALICE", Map.of("value", good, "age", -310 - i)));
        statuses.add(pressed(rig, "U0ALICE", Map.of("value", good, "team", "T0OTHER" + i)));
        statuses.add(pressed(rig, "U0ALICE", Map.of("value", good, "user_team", "T0GUEST" + i)));
      }
      assertThat(statuses).hasSize(6 * EACH).allMatch(status -> status == 401 || status == 403);
      assertThat(rig.queue).isEmpty();

      int noted = rig.desk.refusals.size();
      for (int i = 0; i < EACH; i++) {
        // What the desk refuses: a viewer, a guest, the one who caused it, another plan.
        pressed(rig, "U0BOB", Map.of("value", good));
        pressed(rig, "U0GUEST", Map.of("value", good));
        pressed(rig, "U0ALICE", Map.of("value", Ask.about(own).written()));
        pressed(rig, "U0ALICE", Map.of("value", asked.id() + " " + "%064x".formatted(i)));
        assertThat(rig.work()).isZero();
      }
      assertThat(rig.desk.refusals).hasSize(noted + 4 * EACH);
      assertThat(rig.desk.writes).isEmpty();
      assertThat(rig.desk.cases.values()).containsExactlyInAnyOrder(asked, own);
      assertThat(rig.slack.views()).hasSize(known);
    }
  }

  private static int pressed(Rig rig, String user, Map<String, ?> forgery) {
    return rig.press(user, Actions.APPROVE, forgery).get("status").asInt();
  }
}
