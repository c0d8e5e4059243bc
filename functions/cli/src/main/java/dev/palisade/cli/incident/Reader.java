package dev.palisade.cli.incident;

import dev.palisade.cli.incident.Archives.History;
import dev.palisade.cli.incident.Archives.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Resource;

/**
 * Reads event histories page by page, no faster than AWS answers: two questions a second per
 * account and region. What it could not read it says.
 */
final class Reader {

  /** Two a second, by the quota of LookupEvents. */
  private static final Duration PACE = Duration.ofMillis(500);

  private final Archives archives;
  private final int most;
  private final Consumer<String> progress;
  private final Map<Place, Instant> next = new HashMap<>();
  private final SortedSet<String> limits = new TreeSet<>();
  private final SortedSet<String> unread = new TreeSet<>();
  private int read;
  private int pages;

  /**
   * A reader.
   *
   * @param most how many records one question may bring
   * @param progress is told what is being read
   */
  Reader(Archives archives, int most, Consumer<String> progress) {
    this.archives = archives;
    this.most = most;
    this.progress = progress;
  }

  /** What a place's history answers, latest first, up to the limit; nothing if it can't be read. */
  List<Call> read(Place place, Lookup lookup, Window window) {
    if (unread.contains(place.toString())) {
      return List.of();
    }
    progress.accept("%s: asking for %s".formatted(place, lookup));
    List<Call> calls = new ArrayList<>();
    try {
      pages(place, archives.history().apply(place), lookup.request(window), calls);
    } catch (SdkException e) {
      unread.add(place.toString());
      limits.add("%s could not be read: %s".formatted(place, firstLine(e)));
    }
    return calls;
  }

  private void pages(Place place, History history, LookupEventsRequest first, List<Call> calls) {
    LookupEventsRequest request = first;
    for (int page = 1; ; page++) {
      await(place);
      LookupEventsResponse answer = history.page(request);
      pages++;
      for (Event event : answer.events()) {
        read++;
        Call.of(event.cloudTrailEvent(), names(event), place.account(), place.region())
            .ifPresentOrElse(calls::add, () -> strange(place, event));
      }
      String token = answer.nextToken();
      if (token == null || token.isEmpty()) {
        return;
      }
      if (calls.size() >= most) {
        limits.add(
            "%s: stopped after %d records of one question; what is older than %s is missing: narrow"
                    .formatted(place, calls.size(), calls.getLast().at())
                + " the time, or raise --max-events");
        return;
      }
      progress.accept("%s: %d records, page %d".formatted(place, calls.size(), page));
      request = request.toBuilder().nextToken(token).build();
    }
  }

  private void strange(Place place, Event event) {
    limits.add("%s: record %s could not be read".formatted(place, event.eventId()));
  }

  private static List<String> names(Event event) {
    return event.resources().stream()
        .map(Resource::resourceName)
        .filter(name -> name != null && !name.isEmpty())
        .toList();
  }

  private void await(Place place) {
    Instant now = archives.clock().instant();
    Instant turn = next.getOrDefault(place, now);
    if (now.isBefore(turn)) {
      archives.pause().accept(Duration.between(now, turn));
    }
    next.put(place, (now.isBefore(turn) ? turn : now).plus(PACE));
  }

  private static String firstLine(SdkException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /** What is missing, in sentences. */
  SortedSet<String> limits() {
    return new TreeSet<>(limits);
  }

  /** How many records were read, also those that are about something else. */
  int records() {
    return read;
  }

  /** How many questions were asked, page by page. */
  int questions() {
    return pages;
  }
}
