package dev.palisade.chatops.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;

/** Cases as they stand in the table. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-25T14:00:00Z");
  static final String ID = "c-abcdefghij";
  static final String HASH = "3f1c9a0000000000000000000000000000000000000000000000000000000001";

  private Samples() {}

  /** A case that waits for a decision, with something about it changed. */
  static Case waiting(Consumer<ObjectNode> otherwise) {
    try (InputStream file = Samples.class.getResourceAsStream("/cases/waiting.json")) {
      JsonNode json = Codec.plain().readTree(file);
      otherwise.accept((ObjectNode) json);
      Case planned = Codec.plain().treeToValue(json, Case.class);
      return planned.to(
          CaseState.AWAITING_APPROVAL,
          "a person has to decide: the plan can't be undone",
          "palisade",
          NOW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Case waiting() {
    return waiting(json -> {});
  }

  /** The same case under another id. */
  static Case numbered(int number) {
    String id = "c-storm" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
    return waiting(json -> json.put("id", id));
  }

  /** A case that was approved, applied and proven. */
  static Case verified() {
    Case approved = waiting().decided(approval(true, HASH));
    Case applied = approved.to(CaseState.APPLYING, "approved", "palisade", NOW);
    return applied
        .with(applied.steps().stream().map(step -> step.at(Step.Progress.DONE, NOW)).toList())
        .to(CaseState.VERIFIED, "read again: the control holds", "palisade", NOW);
  }

  static Approval approval(boolean yes, String hash) {
    return new Approval(
        "alice@example.com (Slack, U0ALICE)", "alice@example.com", yes, hash, "", NOW);
  }

  /** A case whose every foreign word tries to look like Palisade's own. */
  static Case hostile() {
    return waiting(json -> {
      ObjectNode resource = (ObjectNode) json.get("resource");
      resource.put("arn", "arn:aws:s3:::`*x*`<!channel>&lt;@U0OPS&gt;\u202edesrever");
      ObjectNode proposal = (ObjectNode) json.get("proposal");
      proposal.put(
          "rationale",
          "*Approved by ops* <https://evil.example|click> _now_ ~no~ `x` <!here>\n*Until*  never");
      json.put("title", "<!everyone> *bold* " + "x".repeat(400));
      ObjectNode step = (ObjectNode) json.get("steps").get(0);
      step.put("describe", "``` <!channel> " + "y".repeat(2_000));
      step.put("before", "```\n*outside* <!channel> AKIAIOSFODNN7EXAMPLE");
      step.putObject("after").put("password", "hunter22!").put("httpTokens", "required");
      ((ObjectNode) json.get("scope")).put("why", "tag <@U0OPS> says so");
      ((ObjectNode) json.get("origin")).put("person", "<!subteam^S1|ops>");
    });
  }
}
