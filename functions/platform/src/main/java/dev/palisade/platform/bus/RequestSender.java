package dev.palisade.platform.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.Requests;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.resource.ResourceRef;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Puts Palisade's own events on the hub's bus: requests of people, replays, news of scope. */
public final class RequestSender {

  private final EventBridgeClient events;
  private final String bus;

  /** A sender to a bus, by name or ARN. */
  public RequestSender(EventBridgeClient events, String bus) {
    this.events = events;
    this.bus = bus;
  }

  /**
   * Sends an event of texts.
   *
   * @return the event's id, by which its ending can be looked up
   */
  public String send(String source, String detailType, Map<String, String> detail) {
    ObjectNode json = Codec.plain().createObjectNode();
    detail.forEach(json::put);
    return send(source, detailType, json);
  }

  /**
   * Sends an event.
   *
   * @return the event's id, by which its ending can be looked up
   * @throws IllegalStateException if the bus did not take it
   */
  public String send(String source, String detailType, JsonNode detail) {
    PutEventsResponse response =
        events.putEvents(b ->
            b.entries(e ->
                e.eventBusName(bus)
                    .source(source)
                    .detailType(detailType)
                    .detail(detail.toString())));
    if (response.failedEntryCount() > 0) {
      throw new IllegalStateException(
          "the bus did not take the event: " + response.entries().getFirst().errorMessage());
    }
    return response.entries().getFirst().eventId();
  }

  /**
   * Asks a case's domain to judge its resource again by the case's control, and act as policy says.
   */
  public String judgeAgain(Case item, String by) {
    ResourceRef ref = item.resource();
    return send(
        PalisadeEvents.REQUEST,
        Requests.FIX,
        Map.of(
            PalisadeEvents.DOMAIN,
            item.domain(),
            "resource",
            ref.arn(),
            "type",
            ref.type(),
            "account",
            ref.account(),
            "region",
            ref.region(),
            "control",
            item.control(),
            "by",
            by));
  }
}
