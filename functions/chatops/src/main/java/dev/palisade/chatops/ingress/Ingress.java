package dev.palisade.chatops.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.chatops.refusals.Refusal;
import dev.palisade.chatops.request.SlackRequest;
import dev.palisade.chatops.request.SlackRequest.Kind;
import dev.palisade.core.plan.Codec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The gate for Slack's requests: signature, timestamp, workspace, replay, in this order, and only
 * then the queue. It knows neither cases nor people, and nothing of the body is looked at before
 * the signature holds.
 */
final class Ingress {

  /** Slack's largest are some ten kilobytes: a message of fifty blocks comes back with a button. */
  private static final int LARGEST = 512 * 1024;

  private final Supplier<List<String>> secrets;
  private final Workspaces workspaces;
  private final Replays replays;
  private final Consumer<SlackRequest> queue;
  private final InstantSource clock;

  Ingress(
      Supplier<List<String>> secrets,
      Workspaces workspaces,
      Replays replays,
      Consumer<SlackRequest> queue,
      InstantSource clock) {
    this.secrets = secrets;
    this.workspaces = workspaces;
    this.replays = replays;
    this.queue = queue;
    this.clock = clock;
  }

  /** Takes or refuses a request. */
  Answer take(String method, Map<String, String> headers, byte[] body) {
    if (!method.equals("POST")) {
      return Answer.refused(Refusal.NOT_A_POST);
    }
    if (body.length > LARGEST) {
      return Answer.refused(Refusal.TOO_LARGE);
    }
    Optional<Signature> signature = Signature.of(headers);
    if (signature.isEmpty()) {
      return Answer.refused(Refusal.UNSIGNED);
    }
    Instant now = clock.instant();
    if (!signature.get().isFresh(now)) {
      return Answer.refused(Refusal.LATE);
    }
    if (!signature.get().isOf(body, secrets.get())) {
      return Answer.refused(Refusal.FORGED);
    }
    return Reading.of(new String(body, StandardCharsets.UTF_8), signature.get())
        .map(reading -> answer(reading, signature.get(), now))
        .orElseGet(() -> Answer.refused(Refusal.MALFORMED));
  }

  private Answer answer(Reading reading, Signature signature, Instant now) {
    return switch (reading) {
      case Reading.Challenge challenge ->
          Answer.ok(json(Map.of("challenge", challenge.challenge())));
      case Reading.Knock knock -> Answer.ok("");
      case Reading.Other other ->
          workspaces.allow(other.team(), other.enterprise())
              ? Answer.ok("")
              : Answer.refused(Refusal.FOREIGN_WORKSPACE);
      case Reading.Request request -> answer(request, signature, now);
    };
  }

  private Answer answer(Reading.Request reading, Signature signature, Instant now) {
    SlackRequest request = reading.request();
    if (request.user().isEmpty() || request.name().isEmpty()) {
      return Answer.refused(Refusal.MALFORMED);
    }
    if (!workspaces.allow(request.team(), reading.enterprise())) {
      return Answer.refused(Refusal.FOREIGN_WORKSPACE);
    }
    if (!workspaces.isHome(reading.userTeam(), request.team())) {
      return Answer.refused(Refusal.STRANGER);
    }
    if (!replays.isFirst(signature, now)) {
      return Answer.refused(Refusal.REPLAYED);
    }
    queue.accept(request);
    // A modal closes on an empty answer, and a button shows nothing by itself.
    return Answer.ok(
        request.kind() == Kind.COMMAND
            ? json(
                Map.of(
                    "response_type", "ephemeral", "text", "Palisade is on it; the answer follows."))
            : "");
  }

  private static String json(Map<String, String> values) {
    try {
      return Codec.plain().writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }
}
