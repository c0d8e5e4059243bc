package dev.palisade.core.engine;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Call;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.engine.BoxChange.Break;
import dev.palisade.core.engine.BoxChange.Mend;
import dev.palisade.core.engine.BoxChange.Rouse;
import dev.palisade.core.engine.BoxChange.Stop;
import dev.palisade.core.engine.BoxChange.Wipe;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kind of resource that the engine's tests run over: its types, facets and controls. */
final class Boxes {

  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-central-1";

  static final ResourceType TYPE =
      ResourceType.of("Test::Box", "arn:{partition}:box:{region}:{account}:box/{id}");

  /** A box that is a role, so that it can be one of the untouchable ones. */
  static final ResourceType ROLE =
      ResourceType.of("Test::Role", "arn:{partition}:iam::{account}:role/{id}");

  /** What can be read of a box. */
  enum BoxFacet implements Facet {
    FAULTS,
    NOTES,
    TAGS;

    @Override
    public Set<Call> calls() {
      return Set.of(Call.of("box:Describe" + name(), "*"));
    }

    @Override
    public boolean readsTags() {
      return this == TAGS;
    }
  }

  /** A control made of its spec and a function. */
  private record BoxControl(ControlSpec spec, Function<Box, Plan<Box, BoxChange>> plan)
      implements Control<Box, BoxChange> {
    @Override
    public Plan<Box, BoxChange> plan(Box observed, Context<Box> context) {
      return observed.exists() ? plan.apply(observed) : Plan.holds();
    }
  }

  static final List<Control<Box, BoxChange>> CONTROLS =
      List.of(
          // Mended by a call after which the cloud works on.
          control("Box.Asleep", Autonomy.ENFORCE, box -> each(box, Stop::new, "awake")),
          // The first call takes minutes, the second can only follow it.
          control(
              "Box.Emptied",
              Autonomy.ENFORCE,
              box ->
                  box.has("full")
                      ? Plan.<Box, BoxChange>mend(List.of(new Stop("full"), new Mend("lid")))
                      : each(box, Mend::new, "lid")),
          // Undone in the other order: then the call that takes minutes comes first.
          control(
              "Box.Aired",
              Autonomy.ENFORCE,
              box ->
                  box.has("draught")
                      ? Plan.<Box, BoxChange>mend(List.of(new Mend("draught"), new Stop("fan")))
                      : Plan.holds()),
          // Mended for an hour only.
          control(
              "Box.Barred",
              Autonomy.ENFORCE,
              box -> each(box, Mend::new, "intruder").expiresAfter(Duration.ofHours(1))),
          control("Box.Closed", Autonomy.ENFORCE, box -> each(box, Mend::new, "open")),
          control("Box.Locked", Autonomy.ENFORCE, box -> each(box, Mend::new, "bolt", "latch")),
          control("Box.NoKeys", Autonomy.ENFORCE, box -> each(box, Wipe::new, "keys")),
          quarantine(),
          // A control with a bug: what it plans widens.
          control("Box.Sealed", Autonomy.ENFORCE, box -> each(box, Break::new, "seal")),
          // Closes a side door by itself, and leaves the attic to a person.
          control(
              "Box.Sides",
              Autonomy.ENFORCE,
              box ->
                  box.has("side") && box.has("attic")
                      ? each(box, Mend::new, "side").leavingMore()
                      : box.has("side")
                          ? each(box, Mend::new, "side")
                          : each(box, Mend::new, "attic").ask("somebody may live there")),
          control(
              "Box.Upright",
              Autonomy.ENFORCE,
              box ->
                  box.has("tilted")
                      ? Plan.<Box, BoxChange>ticket("it is tilted", "lift it")
                      : Plan.holds()),
          control(
              "Box.Walled",
              Autonomy.ENFORCE,
              box ->
                  box.has("window")
                      ? Plan.<Box, BoxChange>contain(
                          box.has("light") ? List.of(new Mend("light")) : List.of(), "build anew")
                      : Plan.holds()),
          noted());

  static final ResourceKind<Box, BoxChange> KIND =
      new ResourceKind<>(
          List.of(TYPE, ROLE),
          Box.class,
          BoxChange.class,
          BoxFacet.TAGS,
          Set.of(BoxFacet.FAULTS),
          Set.of(),
          CONTROLS);

  private Boxes() {}

  static ResourceRef ref(String id) {
    return TYPE.ref(ACCOUNT, REGION, id);
  }

  private static Plan<Box, BoxChange> each(
      Box box, Function<String, BoxChange> change, String... faults) {
    return Plan.<Box, BoxChange>mend(Stream.of(faults).filter(box::has).map(change).toList())
        .because("it has " + String.join(", ", faults));
  }

  private static Control<Box, BoxChange> control(
      String id, Autonomy autonomy, Function<Box, Plan<Box, BoxChange>> plan) {
    return new BoxControl(spec(id, autonomy).reads(BoxFacet.FAULTS).build(), plan);
  }

  private static Control<Box, BoxChange> quarantine() {
    return new BoxControl(
        ControlSpec.control("Box.Quarantine")
            .atSource("box: door = false", "Test::Box: Door false")
            .title("it is cut off")
            .why("it was taken over")
            .severity(Severity.HIGH)
            .onDemand()
            .reads(BoxFacet.FAULTS)
            .calls(Mend.CALL)
            .undoCalls(Break.CALL)
            .source("https://example.com/boxes")
            .build(),
        box -> each(box, Mend::new, "door", "chute"));
  }

  private static Control<Box, BoxChange> noted() {
    return new BoxControl(
        spec("Box.Written", Autonomy.APPROVE).reads(BoxFacet.NOTES).build(),
        box -> box.notes().equals("secret") ? each(box, Mend::new, "paper") : Plan.holds());
  }

  private static ControlSpec.Builder spec(String id, Autonomy autonomy) {
    return ControlSpec.control(id)
        .title(id + " holds")
        .why("somebody gets in")
        .atSource("box, faults = []", "Example::Box, Faults: []")
        .severity(Severity.HIGH)
        .autonomy(autonomy)
        .calls(Mend.CALL, Wipe.CALL, Stop.CALL)
        .undoCalls(Break.CALL, Rouse.CALL)
        .trigger(
            Trigger.cloudTrail("box", "ChangeBox", "CreateBox", "MendBox", "BreakBox", "StopBox")
                .resource(TYPE, "/requestParameters/box")
                .resource(TYPE, "/requestParameters/boxes/*")
                .resource(ROLE, "/requestParameters/role"))
        .source("https://example.com/boxes");
  }
}
