package dev.palisade.edge.firewall;

import static dev.palisade.core.control.ControlSpec.control;
import static dev.palisade.core.control.Trigger.custom;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Settings;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.plan.Plan;
import dev.palisade.edge.firewall.Firewall.AddressSet;
import dev.palisade.edge.firewall.FirewallChange.AddAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An address that attacks a model endpoint is kept out for a while. The application that sees the
 * attack says so by an event on its account's default bus:
 *
 * <pre>{@code
 * source palisade.workload, detail-type "Hostile Address", detail
 * {"webAclArn": "arn:…:regional/webacl/chat/…", "address": "203.0.113.9",
 *  "reason": "prompt-injection", "evidence": "request 1f3a…"}
 * }</pre>
 *
 * <p>{@code ipSetArn} in the place of {@code webAclArn} names the IP set itself. What the event
 * says is checked, never trusted: only public addresses outside the policy's lists are blocked, and
 * only through IP sets that are named for it.
 */
public final class HostileAddress implements Control<Firewall, FirewallChange> {

  private static final String ADDRESS = "address";
  private static final String REASON = "reason";
  private static final String EVIDENCE = "evidence";

  private static final ControlSpec SPEC =
      control("WAF.HostileAddress")
          .title("Addresses that attack model endpoints are kept out for a time")
          .why(
              "Prompt injection, model extraction and token flooding come in series: whoever is"
                  + " stopped at the first requests does not reach the thousandth.")
          .breaks(
              "Everybody behind the same address is kept out until the time is over. Networks that"
                  + " many people share belong into askFirst, one's own into neverBlock.")
          .atSource(
              "aws_wafv2_ip_set, lifecycle.ignore_changes = [addresses]: Palisade keeps the"
                  + " addresses",
              "AWS::WAFv2::IPSet, Addresses: a set of its own for Palisade, that the stack"
                  + " does not update")
          .severity(Severity.HIGH)
          .autonomy(Autonomy.ENFORCE)
          .reads(FirewallFacet.SETS)
          .calls(FirewallChange.UPDATE)
          .undoCalls(FirewallChange.UPDATE)
          .trigger(
              custom("Hostile Address")
                  .resource(Firewalls.WEB_ACL, "/webAclArn")
                  .resource(Firewalls.IP_SET, "/ipSetArn")
                  .fact(ADDRESS, "/address")
                  .fact(REASON, "/reason")
                  .fact(EVIDENCE, "/evidence"))
          .standard(Standard.OWASP_LLM, "LLM01", "LLM10")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP01")
          .setting("blockHours", 24)
          .setting("ipv6Prefix", 64)
          .setting("neverBlock", List.of())
          .setting("askFirst", List.of())
          .source("https://docs.aws.amazon.com/waf/latest/developerguide/waf-ip-set-managing.html")
          .source("https://docs.aws.amazon.com/waf/latest/APIReference/API_IPSet.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Firewall, FirewallChange> plan(Firewall firewall, Context<Firewall> context) {
    String said = context.facts().getOrDefault(ADDRESS, "");
    if (said.isEmpty() || !firewall.exists()) {
      return Plan.holds();
    }
    Optional<Cidr> address = Cidr.address(said).filter(Cidr::isPublic);
    if (address.isEmpty()) {
      return noted(
          Plan.ticket(
              "The application reports an attack from "
                  + shown(said)
                  + ", which is no address of"
                  + " the internet. It may see the address of its load balancer.",
              "Let the application report the client's address: the last entry of"
                  + " X-Forwarded-For that its load balancer or CloudFront wrote."),
          context);
    }
    Settings settings = context.settings();
    Cidr block = block(address.get(), settings);
    List<AddressSet> sets = usable(firewall, block);
    if (sets.stream().anyMatch(set -> set.holds(block))) {
      return Plan.holds();
    }
    Lists lists = Lists.of(settings);
    String obstacle = obstacle(block, sets, lists);
    if (!obstacle.isEmpty()) {
      return noted(Plan.ticket(obstacle, steps(block, context)), context);
    }
    AddressSet set = sets.getFirst();
    int hours = Math.clamp(settings.number("blockHours"), 1, 24 * 30);
    Plan<Firewall, FirewallChange> plan =
        Plan.<Firewall, FirewallChange>mend(
                List.of(new AddAddress(set.name(), set.id(), block.toString())))
            .because(
                "The application reports an attack (%s) from %s, which is kept out for %d hours."
                    .formatted(reason(context), block, hours))
            .expiresAfter(Duration.ofHours(hours));
    return noted(
        lists.asks(block)
            ? plan.ask("Policy says to ask first for addresses of this network: many share it.")
            : plan,
        context);
  }

  // A subscriber holds a whole IPv6 network and can change the address within it at will.
  private static Cidr block(Cidr address, Settings settings) {
    return address.isV4()
        ? address
        : address.widenedTo(Math.clamp(settings.number("ipv6Prefix"), 48, 128));
  }

  private static List<AddressSet> usable(Firewall firewall, Cidr block) {
    return firewall.setsOrNone().stream()
        .filter(AddressSet::blocks)
        .filter(set -> set.name().startsWith(FirewallChange.OWN_SETS))
        .filter(set -> set.version().equals(block.isV4() ? "IPV4" : "IPV6"))
        .toList();
  }

  private static String obstacle(Cidr block, List<AddressSet> sets, Lists lists) {
    if (!lists.unreadable().isEmpty()) {
      return "%s attacks, and policy's lists hold what is no network (%s), so that nobody knows whom"
              .formatted(block, String.join(", ", lists.unreadable()))
          + " they protect.";
    }
    if (lists.protects(block)) {
      return block + " attacks, and policy never blocks it (neverBlock): look there yourself.";
    }
    if (sets.isEmpty()) {
      return "%s attacks, and no rule blocks an IP set of its version named %s…"
          .formatted(block, FirewallChange.OWN_SETS);
    }
    return sets.getFirst().isFull()
        ? block + " attacks, and IP set " + sets.getFirst().name() + " takes no more addresses."
        : "";
  }

  private static Plan<Firewall, FirewallChange> noted(
      Plan<Firewall, FirewallChange> plan, Context<Firewall> context) {
    return plan.aiBecause("its application reports an attack on a model: " + reason(context))
        .evidence(ADDRESS, shown(context.facts().getOrDefault(ADDRESS, "")))
        .evidence(REASON, reason(context))
        .evidence(EVIDENCE, shown(context.facts().getOrDefault(EVIDENCE, "")));
  }

  private static String reason(Context<Firewall> context) {
    String reason = context.facts().getOrDefault(REASON, "");
    return reason.matches("[A-Za-z0-9 _-]{1,60}") ? reason : "no reason given";
  }

  // Text of whoever attacks may be in it: short, and nothing that a terminal or page would obey.
  private static String shown(String text) {
    String plain = text.replaceAll("[^\\p{L}\\p{N} .,:;/=@_-]", "?");
    return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
  }

  private static String steps(Cidr block, Context<Firewall> context) {
    boolean global = context.ref().id().startsWith("global/");
    return """
    Block it by hand if it must be, and make room for the next time:
    1. aws wafv2 create-ip-set --name %1$s%2$s --ip-address-version %3$s --addresses %4$s \
    --scope %5$s --region %6$s
    2. Add a rule to the web ACL, before those that allow, that blocks this IP set: statement \
    IPSetReferenceStatement with the new ARN, action Block. A set in a rule group is not seen.
    Terraform: aws_wafv2_ip_set with lifecycle ignore_changes = [addresses], so that applying it \
    does not let blocked addresses in again. CloudFormation: AWS::WAFv2::IPSet.
    """
        .formatted(
            FirewallChange.OWN_SETS,
            block.isV4() ? "ipv4" : "ipv6",
            block.isV4() ? "IPV4" : "IPV6",
            block,
            global ? "CLOUDFRONT" : "REGIONAL",
            context.ref().region());
  }

  /** The policy's networks. */
  private record Lists(List<Cidr> never, List<Cidr> first, List<String> unreadable) {

    static Lists of(Settings settings) {
      List<String> unreadable = new ArrayList<>();
      return new Lists(
          read(settings.list("neverBlock"), unreadable),
          read(settings.list("askFirst"), unreadable),
          unreadable);
    }

    private static List<Cidr> read(List<String> texts, List<String> unreadable) {
      List<Cidr> read = new ArrayList<>();
      for (String text : texts) {
        Cidr.parse(text).ifPresentOrElse(read::add, () -> unreadable.add(shown(text)));
      }
      return read;
    }

    boolean protects(Cidr block) {
      return never.stream().anyMatch(block::overlaps);
    }

    boolean asks(Cidr block) {
      return first.stream().anyMatch(block::overlaps);
    }
  }
}
