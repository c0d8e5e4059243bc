package dev.palisade.cli.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.cli.Failure;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.Admission;
import dev.palisade.core.engine.Hub.Pause;
import dev.palisade.core.engine.Requests;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.People;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.resource.ResourceRef;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A person at the hub: decides on cases and asks the domains' functions to act. Nothing is changed
 * under the person's own credentials but the record of the decision.
 *
 * @param cases the case table
 * @param sender the hub's bus
 * @param me the person's principal, as STS says it
 * @param policy the policy in force; throws where it can't be read
 * @param domains names of the deployed domains
 * @param clock the time
 * @param pause waits between looks
 */
public record Desk(
    Cases cases,
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
   * Records a decision on the plan that the case has now, and tells the case's domain.
   *
   * @throws Failure saying why this person may not decide, or not any more
   */
  public Case decide(String id, boolean yes, String reason) {
    Case item = find(id);
    People people = people();
    Approval approval =
        new Approval(me, people.behind(me), yes, item.proposal().hash(), reason, clock.instant());
    Case decided;
    try {
      decided = cases.decide(id, approval, people);
    } catch (IllegalStateException e) {
      throw Failure.because(String.valueOf(e.getMessage()));
    }
    if (decided.isApproved()) {
      request(Requests.DECISION, decided.domain(), Map.of("case", id));
    }
    return decided;
  }

  /** Asks a case's domain to put back what was before. */
  public String undo(Case item, boolean force) {
    return request(
        Requests.UNDO,
        item.domain(),
        Map.of("case", item.id(), "by", person(), "force", String.valueOf(force)));
  }

  /** Asks a domain to judge a resource now, and to act as policy says. */
  public String fix(String domain, ResourceRef ref, String control) {
    return request(
        Requests.FIX,
        domain,
        Map.of(
            "resource", ref.arn(),
            "type", ref.type(),
            "account", ref.account(),
            "region", ref.region(),
            "control", control,
            "by", person()));
  }

  /** Asks for the cases again that the freeze kept from going on; how many there were. */
  public int resumeFrozen() {
    List<Case> kept =
        cases.byState(CaseState.AWAITING_APPROVAL).stream()
            .filter(item -> item.reason().equals(Admission.FROZEN.why()) || item.isApproved())
            .toList();
    for (Case item : kept) {
      if (item.isApproved()) {
        request(Requests.DECISION, item.domain(), Map.of("case", item.id()));
      } else {
        fix(item.domain(), item.resource(), item.control());
      }
    }
    return kept.size();
  }

  /** Sends a request of texts to a domain; the event's id. */
  public String request(String detailType, String domain, Map<String, String> members) {
    ObjectNode detail = Codec.plain().createObjectNode();
    detail.put(PalisadeEvents.DOMAIN, domain);
    members.forEach(detail::put);
    return sender.send(PalisadeEvents.REQUEST, detailType, detail);
  }
}
