package dev.palisade.cli.incident;

import dev.palisade.cli.incident.Moment.Kind;
import dev.palisade.cli.incident.Moment.Near;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.people.Exemption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the journal tells: of the subject, of its cases and exemptions, and what held for everything
 * at the time.
 */
final class JournalMoments {

  /** What tells why something was or was not done, whatever it is about. */
  private static final Set<JournalEntry.Kind> FOR_ALL =
      Set.of(JournalEntry.Kind.FROZEN, JournalEntry.Kind.UNFROZEN, JournalEntry.Kind.POLICY);

  private final Subject subject;
  private final Map<String, Case> cases;
  private final Set<String> exemptions;

  /** Over the cases of an incident. */
  JournalMoments(Subject subject, Collection<Case> cases, List<Exemption> exemptions) {
    this.subject = subject;
    this.cases =
        cases.stream().collect(Collectors.toMap(Case::id, item -> item, (one, other) -> one));
    this.exemptions =
        exemptions.stream().filter(this::covers).map(Exemption::id).collect(Collectors.toSet());
  }

  private boolean covers(Exemption exemption) {
    return cases.containsKey(exemption.caseId())
        || cases.values().stream()
            .anyMatch(item -> exemption.match().covers(item.control(), item.resource(), Map.of()));
  }

  /** The days of a window, as the journal is kept. */
  static Stream<String> days(Window window) {
    LocalDate first = LocalDate.ofInstant(window.since(), ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(window.until(), ZoneOffset.UTC);
    return first.datesUntil(last.plusDays(1)).map(LocalDate::toString);
  }

  /** Whether an entry belongs to the incident. */
  boolean has(JournalEntry entry) {
    return isDirect(entry) || FOR_ALL.contains(entry.kind());
  }

  private boolean isDirect(JournalEntry entry) {
    return cases.containsKey(entry.about())
        || exemptions.contains(entry.about())
        || entry.about().equals(subject.text())
        || Principals.plain(entry.by()).equals(subject.text())
        || cases.keySet().stream().anyMatch(entry.note()::contains);
  }

  /** The entry as a moment. */
  Moment moment(JournalEntry entry) {
    Case item = cases.get(entry.about());
    return new Moment(
        entry.at(),
        kind(entry.kind()),
        isDirect(entry) ? Near.DIRECT : Near.AROUND,
        entry.by(),
        entry.note(),
        item == null ? List.of() : List.of(item.resource().arn()),
        "",
        item == null ? "" : item.resource().account(),
        item == null ? "" : item.resource().region(),
        item == null ? "" : item.id(),
        entry.kind().name(),
        "",
        entry.id());
  }

  private static Kind kind(JournalEntry.Kind kind) {
    return switch (kind) {
      case REFUSED -> Kind.REFUSAL;
      case EXEMPTED, EXEMPTION_ENDED -> Kind.EXEMPTION;
      case FROZEN, UNFROZEN -> Kind.FREEZE;
      case REQUESTED -> Kind.REQUEST;
      case POLICY -> Kind.POLICY;
    };
  }
}
