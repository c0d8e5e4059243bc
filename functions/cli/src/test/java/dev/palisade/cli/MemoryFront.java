package dev.palisade.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.hub.Front;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.people.Exemption.Match;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.People;
import dev.palisade.platform.desk.DeskRequest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The front desk over a case table in memory: records what is decided, notes what is asked for. */
record MemoryFront(Bench bench) implements Front {

  @Override
  public JsonNode ask(DeskRequest request) {
    Object done;
    try {
      done = act(request);
    } catch (IllegalStateException e) {
      throw Failure.because(String.valueOf(e.getMessage()));
    }
    bench.sent.add(
        "palisade-desk | %s | %s".formatted(request.action(), new TreeMap<>(request.members())));
    bench.onSend.run();
    return Codec.plain().valueToTree(done);
  }

  private Object act(DeskRequest request) {
    return switch (request.action()) {
      case DECIDE -> decide(request);
      case FREEZE -> freeze(request.get("reason"));
      case UNFREEZE -> {
        bench.cases.freeze = null;
        yield Map.of("resumed", bench.cases.byState(CaseState.AWAITING_APPROVAL).size());
      }
      case EXEMPT -> exempt(request);
      case UNDO_ALL -> Map.of("cases", bench.cases.all().stream().map(Case::id).toList());
      default -> Map.of("event", "event-1");
    };
  }

  private Case decide(DeskRequest request) {
    People people = new People(Bench.policy().people());
    Approval approval =
        new Approval(
            bench.me,
            people.behind(bench.me),
            request.is("yes"),
            request.get("plan"),
            request.get("reason"),
            bench.now);
    return bench.cases.decide(request.get("case"), approval, people);
  }

  private Exemption exempt(DeskRequest request) {
    Exemption given =
        new Exemption(
            "x-1",
            new Match(request.get("resource"), request.get("control"), "", ""),
            request.get("reason"),
            request.get("owner"),
            bench.me,
            bench.now,
            bench.now.plus(Duration.parse(request.get("lasts"))),
            request.get("case"),
            bench.now);
    bench.cases.exemptions.add(given);
    return given;
  }

  private Freeze freeze(String reason) {
    return bench.cases.freeze(bench.me, reason);
  }
}
