package dev.palisade.platform.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.Codec;
import java.time.Instant;
import java.util.Map;

/**
 * Makes the envelope that EventBridge would make, for requests that go to a queue without passing a
 * bus: from the domain's own function, or by a one-off schedule.
 */
public final class Envelope {

  private Envelope() {}

  /**
   * The event as JSON.
   *
   * @param detail its members, all texts
   */
  public static String of(
      String id,
      String detailType,
      String hubAccount,
      String region,
      Instant now,
      Map<String, String> detail) {
    ObjectNode event = Codec.plain().createObjectNode();
    event.put("version", "0");
    event.put("id", id);
    event.put("source", PalisadeEvents.REQUEST);
    event.put("detail-type", detailType);
    event.put("account", hubAccount);
    event.put("region", region);
    event.put("time", now.toString());
    event.putArray("resources");
    ObjectNode members = event.putObject("detail");
    detail.forEach(members::put);
    return event.toString();
  }
}
