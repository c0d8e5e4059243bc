package dev.palisade.chatops.refusals;

import dev.palisade.chatops.refusals.RefusalCounts.Refused;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.platform.store.PeopleBook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Brings what the ingress refused into the journal: one entry a minute and reason, so that a flood
 * of requests is no flood of entries. An entry is written once the minute's count can't grow any
 * more, and is the same at every try.
 */
final class RefusalJournal {

  /** The longest that the ingress may still be at work on a request of the minute. */
  private static final Duration SETTLED = Duration.ofSeconds(30);

  /** How far back is looked: longer than this function may be out of order without being seen. */
  private static final Duration BACK = Duration.ofHours(2);

  private static final String URL = "palisade-slack-ingress";

  private final RefusalCounts counts;
  private final PeopleBook book;
  private final InstantSource clock;

  RefusalJournal(RefusalCounts counts, PeopleBook book, InstantSource clock) {
    this.counts = counts;
    this.book = book;
    this.clock = clock;
  }

  /** Writes what is not in the journal yet; how many entries were new. */
  int bring() {
    Instant end = clock.instant().minus(SETTLED).truncatedTo(ChronoUnit.MINUTES);
    List<Refused> refused = counts.between(end.minus(BACK), end);
    return Math.toIntExact(refused.stream().filter(one -> book.noteOnce(entry(one))).count());
  }

  private static JournalEntry entry(Refused refused) {
    return JournalEntry.of(
        "%s-%d-%s".formatted(URL, refused.minute().getEpochSecond(), refused.reason()),
        refused.minute(),
        JournalEntry.Kind.REFUSED,
        "callers of Slack's address",
        URL,
        "%d requests in this minute: %s (%s)"
            .formatted(refused.count(), refused.reason().why(), refused.reason()));
  }
}
