package dev.palisade.cli.report;

import dev.palisade.cli.report.Figures.ControlFigures;
import dev.palisade.cli.report.Figures.Left;
import dev.palisade.cli.report.Figures.Outcome;
import dev.palisade.cli.report.Figures.Point;
import dev.palisade.cli.report.Figures.Ranked;
import dev.palisade.cli.report.Figures.Requirement;
import dev.palisade.cli.report.Figures.Spread;
import dev.palisade.cli.report.Figures.StandardFigures;
import dev.palisade.cli.report.Figures.Times;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Standard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out the figures of a period from cases. */
final class Figuring {

  private static final int TOP = 10;
  private static final int REASONS = 3;

  private final Period period;
  private final Findings findings;
  private final Set<String> before;
  private final List<Case> cases;
  private final Collection<ControlSpec> specs;

  /** The figures of a period; of {@code all} cases, what the period concerns is taken. */
  Figuring(List<Case> all, Period period, Collection<ControlSpec> specs) {
    this.period = period;
    this.findings = Findings.of(all).seenIn(period);
    this.specs = List.copyOf(specs);
    List<Case> stood = findings.standing(period.since());
    this.before = stood.stream().map(Figuring::key).collect(Collectors.toSet());
    Set<String> standing = stood.stream().map(Case::id).collect(Collectors.toSet());
    this.cases =
        all.stream()
            .filter(item -> item.openedAt().isBefore(period.until()))
            .filter(item ->
                period.has(item.openedAt())
                    || standing.contains(item.id())
                    || item.trail().stream().anyMatch(entry -> period.has(entry.at())))
            .map(item -> Moments.before(item, period.until()))
            .toList();
  }

  /**
   * The cases that the period concerns, as they were at its end: opened or gone on in it, or still
   * standing for their finding when it began.
   */
  List<Case> cases() {
    return cases;
  }

  /** The latest case of each finding at the period's end. */
  List<Case> ends() {
    return findings.latest(period.until());
  }

  Figures figures() {
    List<Case> ends = ends();
    return new Figures(
        period,
        outcome(ends),
        posture(),
        states(),
        times(),
        spread(
            cases.stream()
                .filter(item -> Moments.approvedAt(item).filter(period::has).isPresent())
                .flatMap(item -> Moments.toApprove(item).stream())),
        left(ends),
        ranked(ends, item -> Optional.of(item.resource().arn())),
        ranked(ends, Figuring::actor),
        controls(ends),
        standards(ends));
  }

  private Outcome outcome(List<Case> ends) {
    int mended = (int) ends.stream().filter(item -> Findings.isMended(item.state())).count();
    int contained = (int) ends.stream().filter(c -> c.state() == CaseState.CONTAINED).count();
    int stood = (int) ends.stream().filter(item -> before.contains(key(item))).count();
    return new Outcome(stood, ends.size(), mended, contained, ends.size() - mended - contained);
  }

  private static String key(Case item) {
    return item.control() + " " + item.resource().arn();
  }

  private List<Point> posture() {
    return Stream.concat(Stream.of(period.since()), period.ends().stream())
        .map(at -> new Point(at, findings.standingBySeverity(at)))
        .toList();
  }

  private Map<CaseState, Integer> states() {
    Map<CaseState, Integer> states = new EnumMap<>(CaseState.class);
    for (CaseState state : CaseState.values()) {
      states.put(state, 0);
    }
    cases.forEach(item -> states.merge(item.state(), 1, Integer::sum));
    return states;
  }

  /** The cases that were mended or contained in the period. */
  Stream<Case> mended() {
    return cases.stream().filter(item -> Moments.mendedAt(item).filter(period::has).isPresent());
  }

  private Times times() {
    return new Times(
        spread(mended().flatMap(item -> Moments.toMend(item).stream())),
        spread(
            mended()
                .filter(item -> item.approvals().isEmpty())
                .flatMap(item -> Moments.toMend(item).stream())),
        spread(
            mended()
                .filter(item -> !item.approvals().isEmpty())
                .flatMap(item -> Moments.toMend(item).stream())));
  }

  /** Mean and median; of an even number, the median is half-way between the two in the middle. */
  static Spread spread(Stream<Duration> durations) {
    List<Duration> sorted = durations.sorted().toList();
    int count = sorted.size();
    if (count == 0) {
      return new Spread(0, null, null);
    }
    Duration mean = sorted.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(count);
    Duration median = sorted.get((count - 1) / 2).plus(sorted.get(count / 2)).dividedBy(2);
    return new Spread(count, mean, median);
  }

  private static List<Left> left(List<Case> ends) {
    return ends.stream()
        .filter(item -> !Findings.isMended(item.state()))
        .collect(Collectors.groupingBy(Why::of, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> new Left(entry.getKey(), entry.getValue().size(), reasons(entry.getValue())))
        .sorted(Comparator.comparing(Left::count).reversed().thenComparing(Left::why))
        .toList();
  }

  private static List<String> reasons(List<Case> cases) {
    return most(cases, item -> Optional.of(item.reason()).filter(text -> !text.isEmpty()))
        .map(Map.Entry::getKey)
        .limit(REASONS)
        .toList();
  }

  private List<Ranked> ranked(List<Case> ends, Function<Case, Optional<String>> name) {
    Map<String, Long> left =
        ends.stream()
            .filter(item -> !Findings.isMended(item.state()))
            .flatMap(item -> name.apply(item).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<Case> opened = cases.stream().filter(item -> period.has(item.openedAt())).toList();
    return most(opened, name)
        .limit(TOP)
        .map(entry ->
            new Ranked(
                entry.getKey(),
                entry.getValue().intValue(),
                left.getOrDefault(entry.getKey(), 0L).intValue()))
        .toList();
  }

  private static Stream<Map.Entry<String, Long>> most(
      List<Case> cases, Function<Case, Optional<String>> name) {
    return cases.stream()
        .flatMap(item -> name.apply(item).stream())
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed());
  }

  /** Who caused a case: the person by policy, else the principal; empty where no event says. */
  static Optional<String> actor(Case item) {
    return Stream.of(item.origin().person(), item.origin().actor().principal())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private List<ControlFigures> controls(List<Case> ends) {
    return ends.stream()
        .collect(Collectors.groupingBy(Case::control, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry ->
            new ControlFigures(
                entry.getKey(), entry.getValue().getLast().title(), outcome(entry.getValue())))
        .toList();
  }

  private List<StandardFigures> standards(List<Case> ends) {
    List<StandardFigures> standards = new ArrayList<>();
    for (Standard standard : Standard.values()) {
      Map<String, Set<String>> controls = new TreeMap<>();
      for (ControlSpec spec : specs) {
        for (String id : spec.standards().getOrDefault(standard, List.of())) {
          controls.computeIfAbsent(id, key -> new TreeSet<>()).add(spec.id());
        }
      }
      standards.add(
          new StandardFigures(
              standard.key(),
              controls.entrySet().stream()
                  .map(entry -> requirement(entry.getKey(), entry.getValue(), ends))
                  .toList()));
    }
    return standards;
  }

  private Requirement requirement(String id, Set<String> controls, List<Case> ends) {
    return new Requirement(
        id,
        List.copyOf(controls),
        outcome(ends.stream().filter(item -> controls.contains(item.control())).toList()));
  }
}
