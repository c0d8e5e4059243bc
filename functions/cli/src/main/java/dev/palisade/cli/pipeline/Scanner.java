package dev.palisade.cli.pipeline;

import dev.palisade.cli.pipeline.ScanRow.Status;
import dev.palisade.cli.pipeline.Workplace.Area;
import dev.palisade.core.control.Control;
import dev.palisade.core.engine.Access;
import dev.palisade.core.engine.Finding;
import dev.palisade.core.engine.Judge;
import dev.palisade.core.engine.Judge.Judgement;
import dev.palisade.core.engine.Reach;
import dev.palisade.core.engine.Sighting;
import dev.palisade.core.engine.Standing;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import dev.palisade.core.scope.AiScope;
import dev.palisade.core.scope.ScopeRules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Judges every resource by every control, reading only. What can't be read is a row of its own. */
public final class Scanner {

  private final Workplace place;
  private final InstantSource clock;
  private final Consumer<String> progress;

  /** A scanner of a place that says what it is looking at. */
  public Scanner(Workplace place, InstantSource clock, Consumer<String> progress) {
    this.place = place;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * What to look at.
   *
   * @param types CloudFormation type names, empty for all
   * @param controls control ids, empty for all
   * @param everything whether resources outside AI workloads are shown too
   */
  public record Selection(Set<String> types, Set<String> controls, boolean everything) {
    public Selection {
      types = Set.copyOf(types);
      controls = Set.copyOf(controls);
    }

    boolean wants(ResourceType type) {
      return types.isEmpty() || types.contains(type.name());
    }

    boolean wants(Control<?, ?> control) {
      return controls.isEmpty() || controls.contains(control.spec().id());
    }
  }

  /** The rows, sorted by control and resource. */
  public List<ScanRow> scan(Selection selection) {
    List<ScanRow> rows = new ArrayList<>();
    for (Area area : place.domains()) {
      for (Reach<?, ?> reach : area.reaches()) {
        scan(reach, selection, rows);
      }
    }
    return rows.stream()
        .filter(row -> selection.everything() || row.scope().ai() || row.status() == Status.ERROR)
        .sorted(Comparator.comparing(ScanRow::control).thenComparing(ScanRow::resource))
        .toList();
  }

  private <S extends ResourceState, C extends Change<S, C>> void scan(
      Reach<S, C> reach, Selection selection, List<ScanRow> rows) {
    List<Control<S, C>> controls =
        reach.kind().standing().stream().filter(selection::wants).toList();
    List<ResourceType> types = reach.kind().types().stream().filter(selection::wants).toList();
    if (controls.isEmpty() || types.isEmpty()) {
      return;
    }
    ResourceRef any = types.getFirst().ref(place.account(), place.region(), "*");
    progress.accept("reading " + any.type());
    List<ResourceRef> found;
    try {
      Gateway<S, C> gateway = reach.gateways().open(any, Access.REMEDIATE);
      found = gateway.list().filter(ref -> types.stream().anyMatch(is(ref))).toList();
    } catch (GatewayException e) {
      controls.forEach(control -> rows.add(error(control, any, e)));
      return;
    }
    found.forEach(ref -> rows.addAll(inspect(reach, ref, controls)));
  }

  private static java.util.function.Predicate<ResourceType> is(ResourceRef ref) {
    return type -> type.name().equals(ref.type());
  }

  /** The rows of one resource by some of its kind's controls. */
  public <S extends ResourceState, C extends Change<S, C>> List<ScanRow> inspect(
      Reach<S, C> reach, ResourceRef ref, List<Control<S, C>> controls) {
    try {
      Gateway<S, C> gateway = reach.gateways().open(ref, Access.REMEDIATE);
      Standing standing = place.standing().apply(ref);
      Judgement<S, C> judgement =
          Judge.judge(
              new Sighting<>(reach, ref, controls, Map.of(), false),
              gateway,
              standing,
              place.policy(),
              clock.instant());
      return rows(reach, ref, controls, gateway, judgement);
    } catch (GatewayException e) {
      return controls.stream().map(control -> error(control, ref, e)).toList();
    }
  }

  private <S extends ResourceState, C extends Change<S, C>> List<ScanRow> rows(
      Reach<S, C> reach,
      ResourceRef ref,
      List<Control<S, C>> controls,
      Gateway<S, C> gateway,
      Judgement<S, C> judgement) {
    List<ScanRow> rows = new ArrayList<>();
    for (Finding<S, C> finding : judgement.findings()) {
      rows.add(
          ScanRow.of(
              finding.spec(),
              held(finding.standing(), clock.instant()) ? Status.EXEMPT : Status.FAIL,
              ref,
              finding.scope(),
              finding.plan().evidence(),
              null));
    }
    if (judgement.held().isEmpty()) {
      return rows;
    }
    AiScope scope = scope(reach, ref, gateway, judgement);
    Status status = judgement.state().exists() ? Status.PASS : Status.NOT_APPLICABLE;
    controls.stream()
        .filter(control -> judgement.held().contains(control.spec().id()))
        .forEach(
            control -> rows.add(ScanRow.of(control.spec(), status, ref, scope, Map.of(), null)));
    return rows;
  }

  /** A finding brings its scope along; where all holds, the tags are read for it. */
  private <S extends ResourceState, C extends Change<S, C>> AiScope scope(
      Reach<S, C> reach, ResourceRef ref, Gateway<S, C> gateway, Judgement<S, C> judgement) {
    Map<String, String> tags =
        !judgement.findings().isEmpty()
            ? judgement.findings().getFirst().tags()
            : judgement.state().exists()
                ? gateway.read(ref, Set.of(reach.kind().tagsFacet())).tags()
                : Map.of();
    boolean byNature = reach.type(ref.type()).map(ResourceType::ai).orElse(false);
    return ScopeRules.of(
        ref, byNature, "", judgement.standing().scope(), tags, place.policy().scope());
  }

  private static boolean held(Standing.OfControl standing, Instant now) {
    Standing.Hold hold = standing.hold();
    return hold != null && now.isBefore(hold.until());
  }

  private static ScanRow error(Control<?, ?> control, ResourceRef ref, GatewayException fault) {
    return ScanRow.of(
        control.spec(), Status.ERROR, ref, AiScope.OUTSIDE, Map.of(), fault.getMessage());
  }
}
