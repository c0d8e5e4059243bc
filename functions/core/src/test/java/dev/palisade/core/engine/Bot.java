package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.people.Exemption.Match;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole bot over fakes: one domain, one cloud of boxes, a table, a clock that stands still. */
final class Bot {

  static final String HUB = "999988887777";
  static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  static final String STRANGER = "arn:aws:iam::111122223333:user/stranger";

  /** A wake-up that was asked for. */
  record Wakeup(Instant time, String request, String caseId) {}

  final FakeCloud cloud = new FakeCloud();
  final InMemoryCaseStore store = new InMemoryCaseStore();
  final List<String> alarms = new ArrayList<>();
  final List<Wakeup> wakeups = new ArrayList<>();
  final List<Map<String, String>> sent = new ArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final Responder responder;
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private Policy policy = policy("{\"mode\":\"enforce\"}");

  Bot() {
    InstantSource clock = () -> now;
    Hub hub =
        new Hub(
            "boxes",
            store,
            new Hub.Alarms() {
              @Override
              public void about(Event event, String subject, String text) {
                alarms.add(subject + ": " + text);
              }

              @Override
              public void raise(String subject, String text) {
                alarms.add(subject + ": " + text);
              }
            },
            (time, request, caseId) -> wakeups.add(new Wakeup(time, request, caseId)),
            (issuer, account) ->
                List.of("palisade-boxes", "palisade-restore-boxes").stream()
                    .anyMatch(role -> issuer.equals("arn:aws:iam::" + account + ":role/" + role)),
            () -> policy,
            clock,
            time -> {});
    responder =
        new Responder(
            hub,
            List.of(Reach.over(Boxes.KIND, (ref, access) -> cloud.open(access))),
            List.of(),
            HUB,
            new OnePlace());
  }

  /** Governs the account of the boxes. */
  private final class OnePlace implements Sweep.Places {
    @Override
    public boolean governs(String account) {
      return account.equals(Boxes.ACCOUNT);
    }

    @Override
    public List<String> accounts() {
      return List.of(Boxes.ACCOUNT);
    }

    @Override
    public List<String> regions() {
      return List.of(Boxes.REGION, "us-east-1");
    }

    @Override
    public void send(String detailType, List<Map<String, String>> details) {
      sent.addAll(details);
    }
  }

  Instant now() {
    return now;
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  void policyIs(String json) {
    policy = policy(json);
  }

  private static Policy policy(String json) {
    try {
      ObjectNode tree = (ObjectNode) Codec.plain().readTree(json);
      tree.put("version", 1);
      tree.set(
          "people",
          Codec.plain().readTree("[{\"principal\":\"" + ALICE + "\",\"person\":\"alice\"}]"));
      return Codec.plain().treeToValue(tree, Policy.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** An API call by alice that changed a box. */
  JsonNode changed(String box) {
    return call("ChangeBox", box, ALICE, "");
  }

  /** An API call about a box, recorded by CloudTrail. */
  JsonNode call(String name, String box, String arn, String issuer) {
    ObjectNode detail = Codec.plain().createObjectNode();
    detail.put("eventSource", "box.amazonaws.com").put("eventName", name);
    detail.put("eventID", "e-" + ids.incrementAndGet());
    detail.putObject("requestParameters").put("box", box);
    ObjectNode who = detail.putObject("userIdentity");
    who.put("type", issuer.isEmpty() ? "IAMUser" : "AssumedRole").put("arn", arn);
    who.put("accountId", Boxes.ACCOUNT);
    if (!issuer.isEmpty()) {
      who.putObject("sessionContext").putObject("sessionIssuer").put("arn", issuer);
    }
    return event("aws.box", "AWS API Call via CloudTrail", Boxes.ACCOUNT, detail);
  }

  /** A request from the hub. */
  JsonNode request(String detailType, Map<String, ?> detail) {
    return event(PalisadeEvents.REQUEST, detailType, HUB, Codec.plain().valueToTree(detail));
  }

  JsonNode event(String source, String detailType, String account, JsonNode detail) {
    ObjectNode event = Codec.plain().createObjectNode();
    event.put("id", "d-" + ids.incrementAndGet()).put("source", source);
    event.put("detail-type", detailType).put("account", account);
    event.put("region", Boxes.REGION).put("time", now.toString());
    event.set("detail", detail);
    return event;
  }

  EventEnd handle(JsonNode event) {
    return handle(event, 1);
  }

  EventEnd handle(JsonNode event, int attempt) {
    return responder.handle(event, attempt, now.plusSeconds(30));
  }

  EventEnd request(String detailType, String caseId) {
    return handle(request(detailType, Map.of("case", caseId)));
  }

  /** Somebody changed a box: the one case that comes of it. */
  Case caseOf(JsonNode event) {
    EventEnd end = handle(event);
    if (end.cases().size() != 1) {
      throw new AssertionError("not one case: " + end);
    }
    return store.find(end.cases().getFirst()).orElseThrow();
  }

  /** Somebody starts a fix by hand. */
  Case planned(String box, String by) {
    Map<String, String> detail =
        Map.of(
            "resource",
            Boxes.ref(box).arn(),
            "type",
            Boxes.ref(box).type(),
            "account",
            Boxes.ACCOUNT,
            "region",
            Boxes.REGION,
            "by",
            by);
    return caseOf(request(Requests.PLAN, detail));
  }

  /** Carol lets a case's finding stand for a time. */
  void exempt(Case item, Duration lasts) {
    Match match = new Match(item.resource().arn(), item.control(), "", "");
    store.exemptions.add(
        new Exemption(
            "x-1", match, "for the audit", "carol", "carol", now, now.plus(lasts), "", now));
  }

  /** Somebody takes a case out of Palisade's hands. */
  void ticket(Case item, String by, String reason) {
    handle(request(Requests.TICKET, Map.of("case", item.id(), "by", by, "reason", reason)));
  }

  Case again(Case item) {
    return store.find(item.id()).orElseThrow();
  }

  /** Records a person's decision as the command line does. */
  Case decide(Case item, String person, boolean yes) {
    Case current = again(item);
    Approval approval = new Approval(person, person, yes, current.proposal().hash(), "seen", now);
    Case decided = current.decided(approval);
    Standing.OfControl place = store.standing(item.resource()).of(item.control());
    store.save(new CaseStore.Write(decided, place.with(decided), null, null));
    return decided;
  }
}
