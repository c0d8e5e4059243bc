package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.core.ticket.FiledTicket.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * A case that somebody takes over in Slack has one ticket, in the system that policy names, also
 * where the system's first answer never comes; it is told of the finding's next case, and closed by
 * the one that mends it.
 */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
class TicketsIT {

  /** Which finding goes to which system, by the domain, and when a ticket there is closed. */
  enum Product {
    JIRA("network", "endpoint-other-port", "status", "Done"),
    SERVICENOW("identity", "service-user-key", "state", "6"),
    GITHUB("data", "artifacts-other-key", "state", "closed"),
    OPSITEMS("compute", "front-url-open", "status", "Resolved");

    final String domain;
    final String gap;
    final String field;
    final String closed;

    Product(String domain, String gap, String field, String closed) {
      this.domain = domain;
      this.gap = gap;
      this.field = field;
      this.closed = closed;
    }

    String named() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Policy is read again after a minute. */
  private static final Duration POLICY_READ = Duration.ofSeconds(75);

  /** A ticket whose creation was not answered is looked for after a while. */
  private static final Duration FOUND = Duration.ofMinutes(5);

  private static final String TICKET = "palisade.ticket";

  private final LocalSystem system;
  private final Hub hub;
  private final Questions questions;

  TicketsIT(LocalSystem system) {
    this.system = system;
    this.hub = new Hub(system);
    this.questions = new Questions(system);
  }

  @BeforeAll
  void policyNamesASystemForEachDomain() throws InterruptedException {
    DeployedLimits.change(
        system,
        policy -> {
          ArrayNode rules = policy.withObject("/tickets").putArray("rules");
          for (Product one : Product.values()) {
            ObjectNode rule = rules.addObject().put("system", one.named());
            rule.putArray("domains").add(one.domain);
          }
        });
    Thread.sleep(POLICY_READ);
  }

  @AfterAll
  void policyIsAsBefore() {
    DeployedLimits.change(system, policy -> policy.withObject("/tickets").remove("rules"));
  }

  @ParameterizedTest
  @EnumSource
  void oneTicketIsCreatedUpdatedAndClosed(Product one) {
    Gap gap = gap(one.gap);
    if (one != Product.OPSITEMS) {
      ask(one, "POST", "/_standin/faults", "{\"on\":\"create\",\"mode\":\"accept-then-close\"}");
    }
    system.samples(LocalSystem.MEMBER, "open", "--json", "--gap", gap.id());
    try {
      Case first = taken(gap, item -> true);
      FiledTicket filed = ticket(first, Phase.OPEN);
      assertThat(filed.system()).isEqualTo(one.named());
      assertThat(about(one, first)).hasSize(1);

      hub.lookAgain(first);
      Case second = taken(gap, item -> !item.id().equals(first.id()));
      assertThat(ticket(second, Phase.SHARED).sharedWith()).isEqualTo(first.id());
      Await.until(
          "the ticket to tell of " + second.id(),
          Await.PATIENCE,
          () ->
              about(one, first).stream()
                  .filter(kept -> kept.toString().contains(second.id()))
                  .findFirst());

      hub.lookAgain(second);
      Case third = asked(gap, item -> !item.id().equals(second.id()));
      hub.approve(third);
      assertThat(questions.ended(third).state()).isEqualTo(CaseState.VERIFIED);

      assertThat(ticket(first, Phase.CLOSED).error()).isEmpty();
      assertThat(about(one, first))
          .singleElement()
          .satisfies(kept -> assertThat(kept.path(one.field).asText()).isEqualTo(one.closed));
    } finally {
      system.samples(LocalSystem.MEMBER, "close", "--json", "--gap", gap.id());
    }
  }

  /** A case of a gap that asked, and that somebody took over by a ticket instead. */
  private Case taken(Gap gap, Predicate<Case> which) {
    Case asked = asked(gap, which);
    Await.until(
        "the message of " + asked.id(),
        Await.PATIENCE,
        () -> system.slack().message(asked.id(), TICKET));
    assertThat(system.slack().press("U0MAYA", TICKET, asked.id()).status()).isEqualTo(200);
    Case end = questions.ended(asked);
    assertThat(end.state()).as(end.reason()).isEqualTo(CaseState.TICKETED);
    return end;
  }

  private Case asked(Gap gap, Predicate<Case> which) {
    return Await.until(
        "people to be asked about " + gap.resource(),
        Await.PATIENCE,
        () ->
            hub.latest(gap.control(), gap.resource())
                .filter(item -> item.state() == CaseState.AWAITING_APPROVAL)
                .filter(which));
  }

  private FiledTicket ticket(Case item, Phase phase) {
    return Await.until(
        "the ticket of %s to be %s".formatted(item.id(), phase),
        FOUND,
        () -> hub.book().ticket(item.id()).filter(found -> found.phase() == phase));
  }

  private Gap gap(String id) {
    return system
        .samples(LocalSystem.MEMBER, "list", "--json")
        .lines()
        .map(LocalSystem::read)
        .map(Gap::of)
        .filter(gap -> gap.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The tickets in a system that name a case. */
  private List<JsonNode> about(Product one, Case item) {
    List<JsonNode> all = new ArrayList<>();
    if (one == Product.OPSITEMS) {
      opsItems(all);
    } else {
      ask(one, "GET", "/_standin/tickets", "").forEach(all::add);
    }
    return all.stream().filter(kept -> kept.toString().contains(item.id())).toList();
  }

  private void opsItems(List<JsonNode> all) {
    SsmClient ssm = system.clients().hub(SsmClient.builder());
    ssm.describeOpsItemsPaginator(b -> {})
        .opsItemSummaries()
        .forEach(summary -> {
          var item = ssm.getOpsItem(b -> b.opsItemId(summary.opsItemId())).opsItem();
          all.add(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("status", item.statusAsString())
                  .put("text", item.title() + item.description() + item.operationalData()));
        });
  }

  private JsonNode ask(Product one, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(system.standin(one.named()) + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return LocalSystem.read(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
