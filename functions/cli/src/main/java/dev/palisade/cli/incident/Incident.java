package dev.palisade.cli.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.palisade.cli.incident.Moment.Near;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import java.time.Instant;
import java.util.List;

/**
 * What is known around a subject.
 *
 * @param subject ARN, address, network or access key id
 * @param kind what it is, in a word
 * @param since from then on
 * @param until before then
 * @param generated when this was gathered
 * @param places accounts and regions whose event history was asked
 * @param records how many records those answered, also such as are about something else
 * @param questions how many questions that took
 * @param cases the cases that are about it, or about what it touched
 * @param touches who did what with which resource, AI data and models first
 * @param moments all that happened, oldest first
 * @param limits what is missing, in sentences
 * @param raw the records behind it, for an export only
 */
public record Incident(
    String subject,
    String kind,
    Instant since,
    Instant until,
    Instant generated,
    List<String> places,
    int records,
    int questions,
    List<CaseLine> cases,
    List<Touch> touches,
    List<Moment> moments,
    List<String> limits,
    @JsonIgnore Raw raw) {

  public Incident {
    places = List.copyOf(places);
    cases = List.copyOf(cases);
    touches = List.copyOf(touches);
    moments = List.copyOf(moments);
    limits = List.copyOf(limits);
  }

  /** Whether nothing at all is about the subject itself. */
  @JsonIgnore
  public boolean isUnknown() {
    return cases.isEmpty() && moments.stream().noneMatch(one -> one.near() == Near.DIRECT);
  }

  /** Whether a case of the subject itself is open. */
  @JsonIgnore
  public boolean isOpen() {
    return cases.stream().anyMatch(item -> item.open() && item.near() == Near.DIRECT);
  }

  /**
   * A case in a line.
   *
   * @param near whether it is about the subject, or about what the subject touched
   * @param who who made the change that it is about
   */
  public record CaseLine(
      String id,
      String control,
      String title,
      String severity,
      String state,
      boolean open,
      Near near,
      String resource,
      String who,
      String reason) {}

  /**
   * The records themselves.
   *
   * @param calls as AWS gave them
   * @param cases as the table has them
   * @param journal as the table has it
   */
  record Raw(List<Call> calls, List<Case> cases, List<JournalEntry> journal) {
    Raw {
      calls = List.copyOf(calls);
      cases = List.copyOf(cases);
      journal = List.copyOf(journal);
    }
  }
}
