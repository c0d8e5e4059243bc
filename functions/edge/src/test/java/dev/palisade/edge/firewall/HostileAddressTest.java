package dev.palisade.edge.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Settings;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.scope.AiScope;
import dev.palisade.edge.firewall.Firewall.AddressSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What samples can't say: expiry, full sets, text of attackers, and the event. */
class HostileAddressTest {

  private final HostileAddress control = new HostileAddress();

  @Test
  void isLiftedAfterADayUnlessPolicySaysOtherwise() {
    assertThat(plan(set(0), Map.of("address", "203.0.113.9"), Map.of()).expiresAfter())
        .isEqualTo(Duration.ofHours(24));
    assertThat(
            plan(set(0), Map.of("address", "203.0.113.9"), Map.of("blockHours", 2)).expiresAfter())
        .isEqualTo(Duration.ofHours(2));
    assertThat(
            plan(set(0), Map.of("address", "203.0.113.9"), Map.of("blockHours", 0)).expiresAfter())
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void ticketsWhenTheSetIsFull() {
    Map<String, String> facts = Map.of("address", "203.0.113.9");
    assertThat(plan(set(AddressSet.MOST - 1), facts, Map.of()).kind()).isEqualTo(Plan.Kind.MEND);
    assertThat(plan(set(AddressSet.MOST), facts, Map.of()).kind()).isEqualTo(Plan.Kind.TICKET);
  }

  @Test
  void showsTextOfAttackersShortAndPlain() {
    Plan<Firewall, FirewallChange> plan =
        plan(
            set(0),
            Map.of(
                "address", "203.0.113.9",
                "reason", "<img src=x>",
                "evidence", "\u001b[2J<script>" + "Ω".repeat(5000)),
            Map.of());
    assertThat(plan.evidence().get("reason")).isEqualTo("no reason given");
    assertThat(plan.evidence().get("evidence").toString())
        .hasSizeLessThan(210)
        .doesNotContain("<", "\u001b");
    assertThat(plan.rationale()).doesNotContain("<");
    assertThat(plan.aiBecause()).contains("an attack on a model");
  }

  @Test
  void findsTheWebAclAndTheFactsOfAnEvent() throws JsonProcessingException {
    Event event =
        event(
            """
            {"webAclArn": "arn:aws:wafv2:us-east-1:222222222222:global/webacl/chat/0a1b",
             "address": "203.0.113.9", "reason": "prompt-injection", "evidence": "request 1f3a"}
            """);
    Trigger trigger = control.spec().triggers().getFirst();
    assertThat(trigger.matches(event)).isTrue();
    assertThat(trigger.factsOf(event))
        .containsOnly(
            Map.entry("address", "203.0.113.9"),
            Map.entry("reason", "prompt-injection"),
            Map.entry("evidence", "request 1f3a"));
    assertThat(trigger.named(event))
        .containsExactly(
            new Trigger.Named(
                Firewalls.WEB_ACL, "arn:aws:wafv2:us-east-1:222222222222:global/webacl/chat/0a1b"));
  }

  @Test
  void findsTheIpSetOfAnEvent() throws JsonProcessingException {
    String arn = "arn:aws:wafv2:us-east-1:222222222222:regional/ipset/palisade-hostile-a/1";
    Trigger trigger = control.spec().triggers().getFirst();
    assertThat(trigger.named(event("{\"ipSetArn\": \"" + arn + "\"}")))
        .containsExactly(new Trigger.Named(Firewalls.IP_SET, arn));
  }

  private static Event event(String detail) throws JsonProcessingException {
    return Event.of(
        Codec.plain()
            .readTree(
                """
                {"id": "1", "source": "palisade.workload", "detail-type": "Hostile Address",
                 "account": "222222222222", "region": "us-east-1",
                 "time": "2026-11-25T12:00:00Z", "resources": [], "detail": %s}
                """
                    .formatted(detail)));
  }

  private static AddressSet set(int size) {
    return new AddressSet(
        "palisade-hostile-ipv4",
        "1",
        "IPV4",
        IntStream.range(0, size).mapToObj(i -> "8." + i / 250 + "." + i % 250 + ".1/32").toList(),
        true);
  }

  private Plan<Firewall, FirewallChange> plan(
      AddressSet set, Map<String, String> facts, Map<String, Object> settings) {
    return control.plan(
        new Firewall(true, List.of(set), Map.of()),
        new Context<>(
            Firewalls.WEB_ACL.ref("222222222222", "us-east-1", "regional/webacl/chat/0a1b"),
            control.spec().defaults().overriddenBy(new Settings(settings)),
            null,
            facts,
            AiScope.OUTSIDE,
            Instant.EPOCH));
  }
}
