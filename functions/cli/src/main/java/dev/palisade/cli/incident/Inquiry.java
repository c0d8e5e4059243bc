package dev.palisade.cli.incident;

import dev.palisade.cli.Failure;
import dev.palisade.cli.incident.Archives.Place;
import dev.palisade.cli.incident.Incident.CaseLine;
import dev.palisade.cli.incident.Moment.Kind;
import dev.palisade.cli.incident.Moment.Near;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.Step;
import dev.palisade.core.control.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what is known around a subject from event histories, cases, journal and index. */
public final class Inquiry {

  /** How long the event history is kept. */
  private static final Duration KEPT = Duration.ofDays(90);

  /** CloudTrail delivers within about five minutes; it promises nothing. */
  private static final Duration LAG = Duration.ofMinutes(15);

  /** Between AWS's time of a call and the ledger's. */
  private static final Duration OWN = Duration.ofMinutes(1);

  private final Archives archives;
  private final Subject subject;
  private final Window window;
  private final Reader reader;
  private final Instant now;
  private final Consumer<String> progress;
  private final Map<String, Case> direct = new TreeMap<>();
  private final Map<String, Case> around = new TreeMap<>();

  private Inquiry(
      Archives archives, Subject subject, Window window, int most, Consumer<String> progress) {
    this.archives = archives;
    this.subject = subject;
    this.window = window;
    this.reader = new Reader(archives, most, progress);
    this.now = archives.clock().instant();
    this.progress = progress;
  }

  /**
   * What is known.
   *
   * @param text ARN, address, network or access key id
   * @param since from then on
   * @param until before then
   * @param most how many records one question to a history may bring
   * @param progress is told what is being read
   * @throws Failure if the text names nothing of these, or the time is no time
   */
  public static Incident of(
      Archives archives,
      String text,
      Instant since,
      Instant until,
      int most,
      Consumer<String> progress) {
    if (!since.isBefore(until)) {
      throw Failure.usage("--since %s is not before --until %s".formatted(since, until));
    }
    return new Inquiry(archives, Subject.parse(text), new Window(since, until), most, progress)
        .gather();
  }

  private Incident gather() {
    Search search = new Search(subject, window, archives.places(), reader);
    List<Call> calls = search.direct();
    progress.accept("looking at Palisade's cases and journal");
    List<Case> all = archives.cases().all();
    sort(all, calls);
    AiIndex ai = new AiIndex(archives.scope(), all);
    List<Call> further = search.around(aiTouched(calls, ai));
    List<Case> cases = Stream.concat(direct.values().stream(), around.values().stream()).toList();
    JournalMoments people =
        new JournalMoments(subject, direct.values(), archives.cases().exemptions());
    List<JournalEntry> journal =
        JournalMoments.days(window)
            .flatMap(day -> archives.journal().apply(day).stream())
            .filter(entry -> window.has(entry.at()) && people.has(entry))
            .toList();
    List<Call> every = Stream.concat(calls.stream(), further.stream()).toList();
    return new Incident(
        subject.text(),
        subject.kind(),
        window.since(),
        window.until(),
        now,
        search.places().stream().map(Place::toString).sorted().toList(),
        reader.records(),
        reader.questions(),
        cases.stream().map(this::line).toList(),
        Touch.of(every, ai),
        moments(calls, further, cases, journal.stream().map(people::moment).toList(), ai),
        limits(search, ai),
        new Incident.Raw(every, cases, journal));
  }

  /** Which cases are about the subject, and which only about what it touched. */
  private void sort(List<Case> all, List<Call> calls) {
    Set<String> happenings = calls.stream().map(Call::id).collect(Collectors.toSet());
    Set<String> touched =
        calls.stream().flatMap(call -> call.resources().stream()).collect(Collectors.toSet());
    for (Case item : all) {
      if (item.updatedAt().isBefore(window.since()) || !item.openedAt().isBefore(window.until())) {
        continue;
      }
      if (subject.has(item) || happenings.contains(item.origin().happening())) {
        direct.put(item.id(), item);
      } else if (touched.contains(item.resource().arn())) {
        around.put(item.id(), item);
      }
    }
  }

  private static SortedSet<String> aiTouched(List<Call> calls, AiIndex ai) {
    return calls.stream()
        .flatMap(call -> call.resources().stream())
        .filter(arn -> !ai.why(arn).isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Moment> moments(
      List<Call> calls, List<Call> further, List<Case> cases, List<Moment> journal, AiIndex ai) {
    List<List<Moment>> parts = new ArrayList<>();
    parts.add(calls.stream().map(call -> moment(call, Near.DIRECT, cases, ai)).toList());
    parts.add(further.stream().map(call -> moment(call, Near.AROUND, cases, ai)).toList());
    cases.forEach(item ->
        parts.add(CaseMoments.of(item, near(item)).filter(one -> window.has(one.at())).toList()));
    parts.add(journal);
    return Timeline.merge(parts);
  }

  private static Moment moment(Call call, Near near, List<Case> cases, AiIndex ai) {
    return new Moment(
        call.at(),
        Kind.CALL,
        near,
        call.who(),
        call.service() + ":" + call.name(),
        List.copyOf(call.resources()),
        call.address(),
        call.account(),
        call.region(),
        cases.stream()
            .filter(item -> item.origin().happening().equals(call.id()) || isOwn(item, call))
            .map(Case::id)
            .findFirst()
            .orElse(""),
        call.failed() ? call.error() : "ok",
        ai.why(call.resources()),
        call.id());
  }

  /** Palisade's own call for a case: by its role in that account, and in the case's ledger. */
  private static boolean isOwn(Case item, Call call) {
    String account = item.resource().account();
    return (call.who().endsWith(account + ":role/" + Roles.remediation(item.domain()))
            || call.who().endsWith(account + ":role/" + Roles.restore(item.domain())))
        && call.resources().contains(item.resource().arn())
        && item.steps().stream().anyMatch(step -> isCallOf(step, call));
  }

  // A later case of the same resource makes the same call again.
  private static boolean isCallOf(Step step, Call call) {
    Instant at = step.at();
    return at != null
        && Duration.between(call.at(), at).abs().compareTo(OWN) <= 0
        && (step.event().equals(call.name()) || step.undoEvent().equals(call.name()));
  }

  private Near near(Case item) {
    return direct.containsKey(item.id()) ? Near.DIRECT : Near.AROUND;
  }

  private CaseLine line(Case item) {
    return new CaseLine(
        item.id(),
        item.control(),
        item.title(),
        item.severity().name(),
        item.state().name(),
        item.state().isOpen(),
        near(item),
        item.resource().arn(),
        item.origin().person().isEmpty()
            ? item.origin().actor().principal()
            : item.origin().person(),
        item.reason());
  }

  private List<String> limits(Search search, AiIndex ai) {
    List<String> limits = new ArrayList<>(search.limits());
    if (window.since().isBefore(now.minus(KEPT))) {
      limits.add("CloudTrail's event history goes back 90 days, to " + now.minus(KEPT));
    }
    if (window.until().isAfter(now.minus(LAG))) {
      limits.add("CloudTrail may be 15 minutes behind: ask again for what happened just now");
    }
    if (ai.isCut()) {
      limits.add("for some of the many resources the AI-scope index was not asked");
    }
    limits.add(
        "the event history holds management events (and calls of Bedrock models), not the reading"
            + " and writing of S3 objects: those are in a trail that records data events");
    return limits;
  }
}
