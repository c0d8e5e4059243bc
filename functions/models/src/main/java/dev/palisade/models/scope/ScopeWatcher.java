package dev.palisade.models.scope;

import dev.palisade.core.control.Call;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.engine.Requests;
import dev.palisade.core.engine.Watcher;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.Arn;
import dev.palisade.platform.function.WatchTools;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the AI-scope index: notes what new and changed SageMaker and Bedrock objects refer to, and
 * tells all domains when a resource comes into scope by it, so that they look at it again.
 *
 * <p>It never fails an event: controls wait for the same ones, and must not be kept from mending by
 * an object that can't be read. What is missed is found by the next sweep.
 */
public final class ScopeWatcher implements Watcher {

  /** The events it takes note of. */
  public static final List<Trigger> WATCHES =
      Arrays.stream(AiObject.values()).map(AiObject::trigger).toList();

  /** The calls it makes. */
  public static final Set<Call> CALLS =
      Arrays.stream(AiObject.values())
          .flatMap(object -> object.calls().stream())
          .collect(Collectors.toUnmodifiableSet());

  private final WatchTools tools;

  /** A watcher over all accounts. */
  public ScopeWatcher(WatchTools tools) {
    this.tools = tools;
  }

  @Override
  public List<Trigger> watches() {
    return WATCHES;
  }

  @Override
  public String see(Event event) {
    ScopeReader reader = reader(event.account(), event.region());
    List<String> notes = new ArrayList<>();
    for (AiObject object : AiObject.values()) {
      object
          .namedBy(event)
          .forEach(id -> notes.add(read(reader, object, id, event.account(), event.region())));
    }
    return notes.isEmpty() ? "names no object to read references from" : String.join("; ", notes);
  }

  @Override
  public void sweep(String account, String region) {
    ScopeReader reader = reader(account, region);
    for (AiObject object : AiObject.values()) {
      listed(reader, object).forEach(id -> read(reader, object, id, account, region));
    }
  }

  // A service that a region lacks, or that the account may not use, has no objects there.
  private static List<String> listed(ScopeReader reader, AiObject object) {
    try {
      return reader.list(object);
    } catch (GatewayException e) {
      return List.of();
    }
  }

  private ScopeReader reader(String account, String region) {
    return new ScopeReader(tools.sessions().apply(account, region));
  }

  private String read(
      ScopeReader reader, AiObject object, String id, String account, String region) {
    List<ScopeReference> found;
    try {
      found = reader.read(object, id);
    } catch (GatewayException e) {
      return "what %s %s refers to can't be read: %s".formatted(object, id, e.getMessage());
    }
    long fresh = found.stream().filter(one -> note(one, account, region)).count();
    return "%s %s refers to %d resources, %d of them new to the AI scope"
        .formatted(object, id, found.size(), fresh);
  }

  private boolean note(ScopeReference reference, String account, String region) {
    if (!tools.index().add(reference.arn(), reference.why())) {
      return false;
    }
    Arn arn = Arn.parse(reference.arn());
    // What belongs to another account is in the index; whether it is governed is not known here.
    if (arn.account().isEmpty() || arn.account().equals(account)) {
      tools
          .bus()
          .send(
              PalisadeEvents.SCOPE,
              Requests.SCOPE_CHANGE,
              Map.of(
                  "resource", reference.arn(),
                  "account", account,
                  "region", home(arn, region),
                  "why", reference.why()));
    }
    return true;
  }

  // IAM lives in the partition's home region, whichever region refers to it.
  private static String home(Arn arn, String region) {
    if (!arn.region().isEmpty()) {
      return arn.region();
    }
    if (!arn.service().equals("iam")) {
      return region;
    }
    return switch (arn.partition()) {
      case "aws-cn" -> "cn-north-1";
      case "aws-us-gov" -> "us-gov-west-1";
      default -> "us-east-1";
    };
  }
}
