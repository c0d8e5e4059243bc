package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.cli.surface.SlackWorkspace.Sent;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.e2e.Forgeries.ByConversation;
import dev.palisade.e2e.Forgeries.ByIngress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** What must not count in Slack changes nothing, and an auditor sees that it was tried. */
@WithLocalSystem
class SlackRefusalsIT {

  private static final String INGRESS = "palisade-slack-ingress";

  /** A minute, and until what is under way in it must have ended. */
  private static final Duration SETTLED = Duration.ofSeconds(150);

  private final LocalSystem system;
  private final Questions questions;

  SlackRefusalsIT(LocalSystem system) {
    this.system = system;
    this.questions = new Questions(system);
  }

  @Test
  void aThousandApprovalsThatMustNotCountChangeNothingAndAreAudited() throws Exception {
    // Maya's user in the other account is the same person by policy's mapping.
    OpenGroup group = questions.opened("e2e-slack-forged", "maya");
    Case asked = questions.asked(group);
    Instant since = Instant.now();
    List<Supplier<Sent>> all = new Forgeries(system.slack(), asked).all();
    assertThat(all).hasSize(1000);
    Collections.shuffle(all, new Random(7));

    Map<Integer, Long> answers = sent(all);

    assertThat(answers)
        .isEqualTo(
            Map.of(
                401,
                many(ByIngress.FORGED, ByIngress.LATE, ByIngress.UNSIGNED),
                403,
                many(ByIngress.REPLAYED, ByIngress.FOREIGN_WORKSPACE, ByIngress.STRANGER),
                200,
                Stream.of(ByConversation.values()).mapToLong(one -> one.many).sum()));
    for (ByConversation reason : ByConversation.values()) {
      Await.until(
          "the refusals of " + reason,
          Await.PATIENCE,
          () ->
              Optional.of(questions.refusals(since).stream().filter(one -> is(one, reason, asked)))
                  .filter(found -> found.count() == reason.many));
    }
    assertThat(Await.until("what the ingress refused", SETTLED, () -> counted(since)))
        .isEqualTo(
            Stream.of(ByIngress.values())
                .collect(Collectors.toMap(Enum::name, one -> (long) one.many)));
    assertThat(ofIngress(since)).as("entries of a flood").hasSizeLessThan(40);
    assertThat(questions.now(asked)).isEqualTo(asked);
    assertThat(group.ports()).containsExactly(12345);
  }

  private static long many(ByIngress... reasons) {
    return Stream.of(reasons).mapToLong(one -> one.many).sum();
  }

  private static Map<Integer, Long> sent(List<Supplier<Sent>> all) throws Exception {
    Map<Integer, Long> answers = new TreeMap<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(4)) {
      List<Future<Sent>> sending = all.stream().map(one -> senders.submit(one::get)).toList();
      for (Future<Sent> one : sending) {
        answers.merge(one.get().status(), 1L, Long::sum);
      }
    }
    return answers;
  }

  private static boolean is(JournalEntry entry, ByConversation reason, Case asked) {
    return entry.about().startsWith(asked.id())
        && entry.note().contains(reason.why)
        && entry.by().contains(reason.user);
  }

  private List<JournalEntry> ofIngress(Instant since) {
    return questions.refusals(since).stream()
        .filter(entry -> entry.about().equals(INGRESS))
        .toList();
  }

  /** What the journal says that the ingress refused, by reason, once all of it is there. */
  private Optional<Map<String, Long>> counted(Instant since) {
    // As the schedule does every five minutes.
    system
        .clients()
        .hub(LambdaClient.builder())
        .invoke(b ->
            b.functionName("palisade-slack-refusals")
                .qualifier("live")
                .payload(SdkBytes.fromUtf8String("{}")));
    Map<String, Long> counts = new TreeMap<>();
    for (JournalEntry entry : ofIngress(since)) {
      String reason = entry.note().replaceAll(".*\\((\\w+)\\)$", "$1");
      counts.merge(reason, Long.parseLong(entry.note().split(" ", 2)[0]), Long::sum);
    }
    long wanted = Stream.of(ByIngress.values()).mapToLong(one -> one.many).sum();
    return Optional.of(counts)
        .filter(found -> found.values().stream().mapToLong(Long::longValue).sum() >= wanted);
  }
}
