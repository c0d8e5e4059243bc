package dev.palisade.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.hub.Cases;
import dev.palisade.cli.incident.Archives;
import dev.palisade.cli.incident.Archives.Place;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.scope.AiScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Resource;

/** Event histories in memory: latest first, in pages, asked by one attribute. */
final class MemoryTrail {

  static final Place HERE = new Place("222222222222", "eu-central-1");
  static final Place HOME = new Place("222222222222", "us-east-1");

  final Map<Place, List<Event>> histories = new LinkedHashMap<>();
  final Map<String, String> scope = new LinkedHashMap<>();
  final List<Instant> asked = new ArrayList<>();
  final List<LookupEventsRequest> requests = new ArrayList<>();
  final List<Place> closed = new ArrayList<>();

  MemoryTrail() {
    histories.put(HERE, new ArrayList<>());
    histories.put(HOME, new ArrayList<>());
  }

  /** Adds a record, as AWS lists it under the names of its resources. */
  void add(Place place, String record, String... names) {
    try {
      JsonNode json = Codec.plain().readTree(record);
      JsonNode identity = json.path("userIdentity");
      String arn = identity.path("arn").asText("");
      histories
          .get(place)
          .add(
              Event.builder()
                  .eventId(json.path("eventID").asText())
                  .eventTime(Instant.parse(json.path("eventTime").asText()))
                  .username(
                      identity.path("userName").asText(arn.substring(arn.lastIndexOf('/') + 1)))
                  .accessKeyId(identity.path("accessKeyId").asText(""))
                  .resources(
                      java.util.Arrays.stream(names)
                          .map(name -> Resource.builder().resourceName(name).build())
                          .toList())
                  .cloudTrailEvent(record)
                  .build());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Archives archives(Cases cases, MemoryLog log, InstantSource clock, Consumer<Duration> pause) {
    return new Archives(
        List.copyOf(histories.keySet()),
        place -> request -> page(place, request, clock.instant()),
        cases,
        log.records(cases, clock).journal(),
        arn -> scope.containsKey(arn) ? AiScope.because(scope.get(arn)) : AiScope.OUTSIDE,
        clock,
        pause);
  }

  private LookupEventsResponse page(Place place, LookupEventsRequest request, Instant now) {
    asked.add(now);
    requests.add(request);
    if (closed.contains(place)) {
      throw CloudTrailException.builder().message("not authorized\nto do so").build();
    }
    List<Event> found =
        histories.get(place).stream()
            .filter(event -> !event.eventTime().isBefore(request.startTime()))
            .filter(event -> !event.eventTime().isAfter(request.endTime()))
            .filter(event -> request.lookupAttributes().stream().allMatch(one -> fits(one, event)))
            .sorted(Comparator.comparing(Event::eventTime).reversed())
            .toList();
    int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    int to = Math.min(found.size(), from + request.maxResults());
    return LookupEventsResponse.builder()
        .events(found.subList(from, to))
        .nextToken(to < found.size() ? String.valueOf(to) : null)
        .build();
  }

  private static boolean fits(LookupAttribute wanted, Event event) {
    String value = wanted.attributeValue();
    return switch (wanted.attributeKey()) {
      case USERNAME -> value.equals(event.username());
      case ACCESS_KEY_ID -> value.equals(event.accessKeyId());
      case RESOURCE_NAME ->
          event.resources().stream().anyMatch(one -> value.equals(one.resourceName()));
      default -> throw new IllegalArgumentException("not asked by: " + wanted);
    };
  }
}
