package dev.palisade.policy;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.event.Actor;
import dev.palisade.core.policy.Approvals;
import dev.palisade.core.policy.ApproverGroup;
import dev.palisade.core.policy.ExemptionRules.TagRule;
import dev.palisade.core.policy.Mode;
import dev.palisade.core.policy.ModeRuling;
import dev.palisade.core.policy.Patterns;
import dev.palisade.core.policy.People;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.Spans;
import dev.palisade.core.policy.TicketRules;
import dev.palisade.core.policy.Untouchables;
import dev.palisade.core.policy.Verdict;
import dev.palisade.core.policy.Window;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceType;
import dev.palisade.core.scope.AiScope;
import dev.palisade.core.scope.ScopeRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says what a policy decides about a finding and by which lines, in the order in which the bot
 * decides: scope, untouchables, exemptions by tag, mode and windows, what the control itself asks.
 */
public final class Explainer {

  private static final String UNKNOWN_SCOPE =
      "taken as an AI workload: what SageMaker and Bedrock refer to, the file does not tell";

  private final Policy policy;
  private final PolicyText text;
  private final Occasion occasion;
  private final ResourceRef ref;
  private final List<Explanation.Rule> rules = new ArrayList<>();

  private Explainer(Policy policy, PolicyText text, Occasion occasion) {
    this.policy = policy;
    this.text = text;
    this.occasion = occasion;
    ResourceType type = type(occasion);
    this.ref = new ResourceRef(type.name(), occasion.arn(), occasion.arn(), occasion.account(), "");
  }

  /** What a policy decides, with the lines of its file. */
  public static Explanation explain(Policy policy, PolicyText text, Occasion occasion) {
    return new Explainer(policy, text, occasion).explanation();
  }

  private static ResourceType type(Occasion occasion) {
    List<ResourceType> types = occasion.control().types();
    return types.stream()
        .filter(one -> one.matches(Arn.parse(occasion.arn())))
        .findFirst()
        .orElse(types.getFirst());
  }

  private Explanation explanation() {
    AiScope scope = scope();
    ModeRuling ruling =
        policy.modeRuling(occasion.account(), occasion.control().id(), occasion.at());
    List<String> because = new ArrayList<>();
    Verdict verdict = verdict(scope, ruling, because);
    ruling.said().forEach(said -> rule(said.pointer(), says(said)));
    Explanation.Asked question = verdict == Verdict.APPROVE ? asked() : null;
    Explanation.Ticket ticket = ticket();
    return new Explanation(
        occasion.control().id(),
        occasion.arn(),
        occasion.account(),
        occasion.rated(),
        occasion.at(),
        verdict,
        because,
        ruling.mode(),
        scope.why(),
        question,
        ticket,
        rules.stream().sorted(Comparator.comparingInt(Explanation.Rule::line)).toList());
  }

  private AiScope scope() {
    if (occasion.ai() != null) {
      return occasion.ai() ? AiScope.because("said to be an AI workload") : AiScope.OUTSIDE;
    }
    AiScope found =
        ScopeRules.of(
            ref, type(occasion).ai(), "", AiScope.OUTSIDE, occasion.tags(), policy.scope());
    for (int i = 0; i < policy.scope().named().size(); i++) {
      if (found.why().equals("policy names " + policy.scope().named().get(i))) {
        rule("/scope/resources/" + i, "it is an AI workload");
      }
    }
    return found.ai() ? found : AiScope.because(UNKNOWN_SCOPE);
  }

  private Verdict verdict(AiScope scope, ModeRuling ruling, List<String> because) {
    if (!scope.ai() && !policy.scope().everything()) {
      rule("/scope/act", "only AI workloads are acted on");
      because.add(scope.why());
      return Verdict.OUT_OF_SCOPE;
    }
    Optional<String> never = Untouchables.objection(ref, occasion.arn(), policy.untouchable());
    if (never.isPresent()) {
      untouchableLine();
      because.add(never.get());
      return Verdict.TICKET;
    }
    Optional<String> exempt = exemptByTag();
    if (exempt.isPresent()) {
      because.add(exempt.get());
      return Verdict.EXEMPT;
    }
    if (ruling.mode() == Mode.OBSERVE) {
      because.add("mode observe, by " + ruling.decisive().why());
      return Verdict.OBSERVE;
    }
    if (occasion.control().autonomy() == Autonomy.TICKET) {
      because.add("the control never changes anything itself");
      return Verdict.TICKET;
    }
    asks(ruling, because);
    if (!because.isEmpty()) {
      return Verdict.APPROVE;
    }
    because.add("mode enforce, by " + ruling.decisive().why() + ", and the control enforces");
    return Verdict.ENFORCE;
  }

  private void asks(ModeRuling ruling, List<String> because) {
    if (ruling.mode() == Mode.APPROVE) {
      because.add("mode approve, by " + ruling.decisive().why());
    }
    if (occasion.control().autonomy() == Autonomy.APPROVE) {
      because.add("the control asks by default");
    }
    if (!occasion.control().undoable()) {
      because.add("a change can't be undone");
    }
    String[] tag = policy.critical().split("=", 2);
    if (tag.length == 2 && tag[1].equals(occasion.tags().get(tag[0]))) {
      rule("/critical", "the resource is tagged " + policy.critical());
      because.add("the resource is tagged critical");
    }
  }

  private void untouchableLine() {
    for (int i = 0; i < policy.untouchable().size(); i++) {
      if (Patterns.matches(policy.untouchable().get(i), occasion.arn())) {
        rule("/untouchable/" + i, "it is never changed");
      }
    }
  }

  private Optional<String> exemptByTag() {
    List<TagRule> tags = policy.exemptions().tags();
    Optional<String> exempt = Optional.empty();
    for (int i = 0; i < tags.size(); i++) {
      TagRule rule = tags.get(i);
      if (!rule.isOn(occasion.tags())
          || !rule.isAbout(occasion.control().id(), occasion.account())) {
        continue;
      }
      boolean counts = rule.maySet(occasion.taggedBy());
      rule(
          "/exemptions/tags/" + i,
          counts
              ? "tag " + rule.tag() + " exempts it, set by " + occasion.taggedBy()
              : "tag %s would exempt it if set by %s%s"
                  .formatted(
                      rule.tag(),
                      String.join(" or ", rule.setBy()),
                      occasion.taggedBy().isEmpty() ? "" : ", not by " + occasion.taggedBy()));
      if (counts && exempt.isEmpty()) {
        exempt = Optional.of("tag " + rule.tag() + " set by " + occasion.taggedBy());
      }
    }
    return exempt;
  }

  private String says(ModeRuling.Said said) {
    String mode = "mode " + lower(said.mode()) + " for " + said.why();
    return window(said.pointer())
        .flatMap(window -> window.closesAfter(occasion.at()))
        .map((Instant end) -> mode + ", open until " + end)
        .orElse(mode);
  }

  private Optional<Window> window(String pointer) {
    return pointer.startsWith("/windows/")
        ? Optional.of(
            policy.windows().get(Integer.parseInt(pointer.substring("/windows/".length()))))
        : Optional.empty();
  }

  private Explanation.Asked asked() {
    List<ApproverGroup> groups = policy.groupsFor(occasion.account(), occasion.control().domain());
    for (int i = 0; i < policy.approvers().size(); i++) {
      if (groups.contains(policy.approvers().get(i))) {
        rule("/approvers/" + i, "group " + policy.approvers().get(i).group() + " may decide");
      }
    }
    if (groups.isEmpty()) {
      rules.add(new Explanation.Rule(0, "approvers", "no group fits: nobody may decide"));
    }
    String person = person();
    boolean unknown = !occasion.actor().isEmpty() && person.isEmpty();
    Approvals.Deadline deadline = policy.deadlineFor(occasion.rated());
    rule(
        "/approvals/" + lower(occasion.rated()),
        "the question stands for " + Spans.text(deadline.expire()));
    return new Explanation.Asked(
        groups.stream().map(ApproverGroup::group).toList(),
        groups.stream().flatMap(one -> one.people().stream()).distinct().toList(),
        unknown || !occasion.control().undoable() ? 2 : 1,
        person,
        deadline.remind(),
        deadline.expire(),
        lower(deadline.then()));
  }

  private String person() {
    String arn = occasion.actor();
    if (arn.isEmpty()) {
      return "";
    }
    String type = arn.contains(":assumed-role/") ? "AssumedRole" : "IAMUser";
    Actor actor = new Actor(type, arn, "", "", "");
    String person = new People(policy.people()).behind(actor);
    for (int i = 0; i < policy.people().size() && !person.isEmpty(); i++) {
      if (!new People(List.of(policy.people().get(i))).behind(actor).isEmpty()) {
        rule("/people/" + i, "the change was made by " + person + ", who may not decide on it");
        break;
      }
    }
    return person;
  }

  private Explanation.Ticket ticket() {
    TicketRules.Filing filing =
        policy.filingFor(
            occasion.account(), occasion.control().domain(), occasion.rated(), occasion.tags());
    rule(
        filing.rule() < 0 ? "/tickets/default" : "/tickets/rules/" + filing.rule(),
        "tickets go to " + lower(filing.system()));
    return new Explanation.Ticket(lower(filing.system()), filing.project(), filing.owner());
  }

  private void rule(String pointer, String says) {
    int line = pointer.isEmpty() ? 0 : text.exactly(pointer).map(PolicyText.Spot::line).orElse(0);
    rules.add(new Explanation.Rule(line, PolicyText.path(pointer), says));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
