package dev.palisade.e2e;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.cli.surface.SlackWorkspace;
import dev.palisade.cli.surface.SlackWorkspace.Sent;
import dev.palisade.core.cases.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A thousand approvals of one case that must not count. Whoever made the change is Maya by policy's
 * mapping, so hers is one's own.
 */
final class Forgeries {

  /** By the ingress, and why: what it counts. */
  enum ByIngress {
    FORGED(250),
    LATE(150),
    REPLAYED(150),
    FOREIGN_WORKSPACE(150),
    STRANGER(50),
    UNSIGNED(50);

    final int many;

    ByIngress(int many) {
      this.many = many;
    }
  }

  /** By the conversation, and what the journal says of it. */
  enum ByConversation {
    NO_ROLE(60, "U0EVE", "policy gives them no such role"),
    GUEST(40, "U0GUEST", "guests can't decide"),
    UNCONFIRMED(20, "U0NEW", "not confirmed"),
    OWN_CHANGE(40, "U0MAYA", "made the change"),
    OTHER_PLAN(40, "U0NOOR", "another plan");

    final int many;
    final String user;
    final String why;

    ByConversation(int many, String user, String why) {
      this.many = many;
      this.user = user;
      this.why = why;
    }
  }

  private final SlackWorkspace slack;
  private final Case asked;
  private final Sent before;

  Forgeries(SlackWorkspace slack, Case asked) {
    this.slack = slack;
    this.asked = asked;
    this.before = slack.command("U0NOOR", "help");
  }

  /** All of them, to be sent in any order; each gives the status that it is answered with. */
  List<Supplier<Sent>> all() {
    List<Supplier<Sent>> all = new ArrayList<>();
    for (ByIngress reason : ByIngress.values()) {
      IntStream.range(0, reason.many).forEach(i -> all.add(() -> sent(reason)));
    }
    for (ByConversation reason : ByConversation.values()) {
      IntStream.range(0, reason.many).forEach(i -> all.add(() -> sent(reason)));
    }
    return all;
  }

  private Sent sent(ByIngress reason) {
    ObjectNode press = press("U0NOOR").put("value", value(asked.proposal().hash()));
    return switch (reason) {
      case FORGED -> slack.forged(press.put("secret", "a guess"));
      case LATE -> slack.forged(press.put("age", 301));
      case REPLAYED -> slack.again(before);
      case FOREIGN_WORKSPACE -> slack.forged(press.put("team", "T0ELSEWHERE"));
      case STRANGER -> slack.forged(press.put("user_team", "T0PARTNER"));
      case UNSIGNED -> slack.forged(press.put("signature", "none"));
    };
  }

  private Sent sent(ByConversation reason) {
    String plan = reason == ByConversation.OTHER_PLAN ? "0".repeat(64) : asked.proposal().hash();
    return slack.forged(press(reason.user).put("value", value(plan)));
  }

  private String value(String plan) {
    return asked.id() + " " + plan;
  }

  /** A press of Approve by a user; what it is a press on is to be said. */
  static ObjectNode press(String user) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("user", user)
        .put("action", SlackWorkspace.APPROVE);
  }
}
