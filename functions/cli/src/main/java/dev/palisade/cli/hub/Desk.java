package dev.palisade.cli.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.cli.Failure;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.engine.Hub.Pause;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.People;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.platform.desk.DeskRequest;
import dev.palisade.platform.desk.DeskRequest.Action;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A person at the hub: decides on cases and asks the domains' functions to act. Nothing is changed
 * under the person's own credentials: the front desk's function records what was decided, if policy
 * lets this person.
 *
 * @param cases the case table
 * @param front the deployed front desk
 * @param sender the hub's bus, for what is no person's wish
 * @param me the person's principal, as STS says it
 * @param policy the policy in force; throws where it can't be read
 * @param domains names of the deployed domains
 * @param clock the time
 * @param pause waits between looks
 */
public record Desk(
    Cases cases,
    Front front,
    Sender sender,
    String me,
    Supplier<Policy> policy,
    List<String> domains,
    InstantSource clock,
    Pause pause) {

  public Desk {
    domains = List.copyOf(domains);
  }

  /**
   * A case.
   *
   * @throws Failure if there is none of this id
   */
  public Case find(String id) {
    return cases.find(id).orElseThrow(() -> Failure.because("there is no case " + id));
  }

  /** Who the person is by policy's mapping, else the principal again. */
  public String person() {
    return people().behind(me);
  }

  private People people() {
    return new People(policy.get().people());
  }

  /**
   * Records a decision on the plan that the case has now.
   *
   * @throws Failure saying why this person may not decide, or not any more
   */
  public Case decide(String id, boolean yes, String reason) {
    Case item = find(id);
    return read(
        ask(
            Action.DECIDE,
            Map.of(
                "case",
                id,
                "plan",
                item.proposal().hash(),
                "yes",
                String.valueOf(yes),
                "reason",
                reason)),
        Case.class);
  }

  /** Asks a case's domain to put back what was before; the request's event id. */
  public String undo(Case item, boolean force) {
    return event(ask(Action.UNDO, Map.of("case", item.id(), "force", String.valueOf(force))));
  }

  /** Asks to undo all since a time, most recent first; the ids of the cases in that order. */
  public List<String> undoAll(Instant since, boolean force) {
    JsonNode done =
        ask(Action.UNDO_ALL, Map.of("since", since.toString(), "force", String.valueOf(force)));
    return done.path("cases").valueStream().map(JsonNode::asText).toList();
  }

  /** Asks a domain to judge a resource now, and to act as policy says; the request's event id. */
  public String fix(String domain, ResourceRef ref, String control) {
    return event(
        ask(
            Action.FIX,
            Map.of(
                "domain", domain,
                "resource", ref.arn(),
                "type", ref.type(),
                "account", ref.account(),
                "region", ref.region(),
                "control", control,
                "ask", "false")));
  }

  /** Asks a domain to plan a resource's quarantine; the request's event id. */
  public String quarantine(String domain, ResourceRef ref, String control, String reason) {
    return event(
        ask(
            Action.QUARANTINE,
            Map.of(
                "domain", domain,
                "resource", ref.arn(),
                "type", ref.type(),
                "account", ref.account(),
                "region", ref.region(),
                "control", control,
                "reason", reason)));
  }

  /** Asks to release what a case quarantined; the request's event id. */
  public String release(Case item, String reason, boolean force) {
    return event(
        ask(
            Action.RELEASE,
            Map.of("case", item.id(), "reason", reason, "force", String.valueOf(force))));
  }

  /** Stops all writes that have not begun. */
  public Freeze freeze(String reason) {
    return read(ask(Action.FREEZE, Map.of("reason", reason)), Freeze.class);
  }

  /** Lifts the freeze; how many cases go on that it kept. */
  public int unfreeze() {
    return ask(Action.UNFREEZE, Map.of()).path("resumed").asInt();
  }

  /** Sends a domain a request that is no person's wish, such as a sweep; the event's id. */
  public String request(String detailType, String domain, Map<String, String> members) {
    ObjectNode detail = Codec.plain().createObjectNode();
    detail.put(PalisadeEvents.DOMAIN, domain);
    members.forEach(detail::put);
    return sender.send(PalisadeEvents.REQUEST, detailType, detail);
  }

  /** Asks for something that has no method here. */
  public JsonNode ask(Action action, Map<String, String> members) {
    return front.ask(new DeskRequest(action, members));
  }

  /** What the desk answered, as a value. */
  public static <T> T read(JsonNode done, Class<T> type) {
    try {
      return Codec.plain().treeToValue(done, type);
    } catch (JsonProcessingException e) {
      throw Failure.because("the desk's answer can't be read: " + e.getOriginalMessage());
    }
  }

  private static String event(JsonNode done) {
    return done.path("event").asText();
  }
}
