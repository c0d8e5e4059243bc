package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues deliver twice and in any order; functions die: every event ends all the same. */
class MixedEventsTest {

  private static final List<String> FAULTS =
      List.of("open", "latch", "bolt", "keys", "side", "attic", "tilted", "intruder", "window");

  private final Bot bot = new Bot();

  private record Message(JsonNode event, int attempt) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyOneOf500EndsOnceAndNothingStaysHalfDone(long seed) {
    Random random = new Random(seed);
    bot.policyIs(
        "{\"mode\":\"enforce\",\"limits\":{\"writes-per-account-and-hour\":9999,"
            + "\"writes-per-control-and-hour\":9999,\"fight-reopenings\":9999}}");
    List<Message> messages = new ArrayList<>();
    Set<String> happenings = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      String box = "b" + random.nextInt(40);
      bot.cloud.put(box, Box.with(FAULTS.get(random.nextInt(9)), FAULTS.get(random.nextInt(9))));
      JsonNode event = bot.changed(box);
      happenings.add(event.at("/detail/eventID").asText());
      messages.add(new Message(event, 1));
      if (random.nextInt(3) == 0) {
        messages.add(new Message(event, 1));
      }
    }
    Collections.shuffle(messages, random);
    drain(messages, random);

    assertThat(happenings).allMatch(id -> bot.store.end(id).isPresent());
    assertThat(happenings)
        .allMatch(id -> {
          var end = bot.store.end(id).orElseThrow();
          return end.cases().isEmpty() != end.reason().isEmpty();
        });
    Set<Map.Entry<String, String>> open = new HashSet<>();
    for (Case item : bot.store.cases()) {
      assertThat(item.state()).isNotIn(CaseState.APPLYING, CaseState.WAITING, CaseState.PLANNED);
      assertThat(item.lease()).isNull();
      if (item.state().isOpen()) {
        assertThat(open.add(Map.entry(item.control(), item.resource().arn())))
            .as("one open case per control and resource")
            .isTrue();
      }
    }
    for (int i = 0; i < 40; i++) {
      assertThat(bot.cloud.box("b" + i).faults())
          .doesNotContain("open", "latch", "bolt", "side", "intruder");
    }
  }

  // Every twentieth function dies before a call, and every thirtieth after one.
  private void drain(List<Message> messages, Random random) {
    Deque<Message> queue = new ArrayDeque<>(messages);
    int deliveries = 0;
    while (!queue.isEmpty()) {
      assertThat(deliveries).as("a queue that runs empty").isLessThan(10_000);
      deliveries++;
      Message message = queue.removeFirst();
      if (deliveries % 20 == 0) {
        bot.cloud.fail("mend " + FAULTS.get(random.nextInt(9)), new OutOfMemoryError("killed"));
      }
      if (deliveries % 30 == 0) {
        bot.cloud.failAfter("mend " + FAULTS.get(random.nextInt(9)), new OutOfMemoryError("late"));
      }
      if (deliveries % 25 == 0) {
        bot.store.contend(1);
      }
      try {
        bot.handle(message.event(), message.attempt());
      } catch (RetryLaterException | OutOfMemoryError e) {
        queue.addLast(new Message(message.event(), message.attempt() + 1));
      }
      bot.later(Duration.ofSeconds(1));
    }
  }
}
