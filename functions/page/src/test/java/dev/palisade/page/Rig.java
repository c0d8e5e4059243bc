package dev.palisade.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Question;
import dev.palisade.core.cases.Question.AtExpiry;
import dev.palisade.core.cases.Step;
import dev.palisade.core.engine.CaseStore.Write;
import dev.palisade.core.people.BuiltInExemptions;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.Person.Via;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.PolicyFile;
import dev.palisade.page.route.Router;
import dev.palisade.page.session.SessionBook;
import dev.palisade.page.signin.Registration;
import dev.palisade.page.signin.SignIn;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.catalogue.Catalogue;
import dev.palisade.platform.desk.FrontDesk;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.DynamoCaseStore;
import dev.palisade.platform.store.PeopleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** The page as deployed, over a table in memory and a bus that keeps what it is sent. */
final class Rig {

  static final String HOST = "page.example.com";
  static final String ADDRESS = "https://" + HOST;
  static final Person ALICE = new Person("alice@example.com", Via.PAGE, "u-alice");
  static final Person CAROL = new Person("carol@example.com", Via.PAGE, "u-carol");
  static final Person OPS = new Person("ops-lead@example.com", Via.PAGE, "u-ops");
  static final Person NOBODY = new Person("eve@elsewhere.example", Via.PAGE, "u-eve");

  private static final Policy POLICY =
      PolicyFile.parse(
          """
          {
            "version": 1,
            "mode": "approve",
            "roles": {"viewers": ["*@example.com"], "operators": ["ops-lead@example.com"]},
            "approvers": [
              {
                "group": "ml-security",
                "people": ["alice@example.com", "bob@example.com", "carol@example.com"],
                "domains": ["data"]
              }
            ]
          }
          """);

  final MemoryTable table = new MemoryTable();
  final MemoryTable sessions = new MemoryTable();
  final List<JsonNode> events = new ArrayList<>();
  final SessionBook book;
  final CaseBook cases;
  final PeopleBook people;
  final FrontDesk desk;
  final PageHandler handler;
  Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  Registration registration =
      new Registration("https://id.example.com", "palisade-page", "secret", "");

  Rig() {
    book = new SessionBook(sessions, "sessions", () -> now);
    cases = new CaseBook(table, "palisade", () -> now);
    people = new PeopleBook(table, "palisade", BuiltInExemptions.of("111111111111", "us-east-1"));
    desk =
        new FrontDesk(cases, people, new RequestSender(new Bus(), "bus"), () -> POLICY, () -> now);
    handler =
        new PageHandler(
            new Router(
                desk,
                cases,
                Catalogue.builtIn(),
                book,
                new SignIn(() -> registration, book, () -> now),
                () -> now));
  }

  /** A case that waits for people. */
  Case waiting(String id) {
    return waiting(id, json -> {});
  }

  /** A case that waits for people, and differs. */
  Case waiting(String id, Consumer<ObjectNode> different) {
    return save(
        planned(id, different)
            .asking(question())
            .to(CaseState.AWAITING_APPROVAL, "a person must say yes first", "palisade", now));
  }

  /** A case that was fixed. */
  Case fixed(String id, Consumer<ObjectNode> different) {
    Case planned = planned(id, different);
    List<Step> made =
        planned.steps().stream().map(step -> step.at(Step.Progress.DONE, now)).toList();
    save(planned.to(CaseState.APPLYING, "policy enforces it", "palisade", now));
    return save(
        planned
            .to(CaseState.APPLYING, "policy enforces it", "palisade", now)
            .with(made)
            .to(CaseState.VERIFIED, "read again: the gap is closed", "palisade", now));
  }

  private Question question() {
    return new Question(
        now.plus(Duration.ofMinutes(30)),
        now.plus(Duration.ofHours(2)),
        AtExpiry.TICKET,
        List.of("ml-security"));
  }

  Case planned(String id, Consumer<ObjectNode> different) {
    try (InputStream file = Rig.class.getResourceAsStream("/case.json")) {
      ObjectNode json = (ObjectNode) Codec.plain().readTree(file);
      json.put("id", id);
      Instant opened = now.minus(Duration.ofMinutes(4));
      json.put("openedAt", opened.toString());
      json.put("updatedAt", opened.toString());
      ((ObjectNode) json.get("origin")).put("at", opened.minusSeconds(2).toString());
      json.putArray("trail")
          .add(
              Codec.plain()
                  .valueToTree(
                      AuditEntry.after(
                          List.of(),
                          id,
                          opened,
                          "PLANNED",
                          "palisade",
                          "found: the policy lets everyone read",
                          json.at("/proposal/hash").asText())));
      different.accept(json);
      return Codec.plain().treeToValue(json, Case.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Case save(Case item) {
    DynamoCaseStore store = new DynamoCaseStore(table, "palisade", "test", "none");
    var place = store.standing(item.resource()).of(item.control());
    store.save(new Write(item, place.with(item), null, null));
    return item;
  }

  /** Somebody who is signed in. */
  Caller signedIn(Person person) {
    return new Caller(this, book.begin(person));
  }

  /** Somebody who is not. */
  Caller stranger() {
    return new Caller(this, "");
  }

  /** What people did today, as the journal has it. */
  List<JournalEntry> journal() {
    return people.journal(now.toString().substring(0, 10));
  }

  private final class Bus implements EventBridgeClient {
    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      try {
        ObjectNode event = Codec.plain().createObjectNode();
        event.put("type", request.entries().getFirst().detailType());
        event.set("detail", Codec.plain().readTree(request.entries().getFirst().detail()));
        events.add(event);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String id = "event-" + events.size();
      return PutEventsResponse.builder().failedEntryCount(0).entries(e -> e.eventId(id)).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
