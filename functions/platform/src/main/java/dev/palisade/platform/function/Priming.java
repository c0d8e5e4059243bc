package dev.palisade.platform.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.event.Actor;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Loads before SnapStart's snapshot what the first event would have to load: event parsing, the
 * controls' triggers, the JSON codecs. It makes no call, takes no credentials and no random seed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">SnapStart
 *     best practices</a>
 */
final class Priming implements Resource {

  private final DomainModule module;

  private Priming(DomainModule module) {
    this.module = module;
  }

  /** Registers a domain's priming. Keep what is returned: the context holds it only weakly. */
  static Priming of(DomainModule module) {
    Priming priming = new Priming(module);
    Core.getGlobalContext().register(priming);
    return priming;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    Event event = Event.of(sample());
    Actor.of(event);
    module
        .domain()
        .specs()
        .forEach(spec -> spec.triggers().forEach(trigger -> trigger.matches(event)));
    module.domain().kinds().forEach(kind -> new Codec<>(kind));
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing was opened that must be opened again.
  }

  private static JsonNode sample() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("id", "priming");
    event.put("source", "aws.s3");
    event.put("detail-type", "AWS API Call via CloudTrail");
    event.put("account", "000000000000");
    event.put("region", "us-east-1");
    event.put("time", "2026-01-01T00:00:00Z");
    event.putObject("detail").putObject("userIdentity").put("type", "Root");
    return event;
  }
}
