package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.policy.Limits;
import dev.palisade.core.resource.ResourceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The case table. Writes are conditional: whoever comes second reads again. */
public interface CaseStore {

  /** What is known about a resource; one consistent read. */
  Standing standing(ResourceRef ref);

  /** A case by its id. */
  Optional<Case> find(String id);

  /** The freeze in force, or empty. */
  Optional<Freeze> freeze();

  /** All exemptions that people gave and that are not over; one consistent read. */
  List<Exemption> exemptions();

  /**
   * The exemptions as this store last read them, perhaps some time ago. Good enough to decide that
   * something is written, and for nothing else: {@link #begin} refuses if they are others by then.
   */
  List<Exemption> knownExemptions();

  /**
   * Admits a case to being applied: writes case, ledger and lease, and in the same transaction
   * checks the freeze and counts against blast radius and backlog guard.
   *
   * @return {@link Admission#ADMITTED}, or what speaks against it; then nothing was written
   * @throws ContendedException if another event got there first
   * @throws ExemptionsChangedException if somebody gave or ended an exemption since this store last
   *     read them; it reads them again when it is asked next
   */
  Admission begin(Write write, Limits limits, Instant now);

  /**
   * Writes a case's new stage, and frees its lease unless the case still carries one.
   *
   * @throws ContendedException if another event got there first
   */
  void save(Write write);

  /**
   * Notes how an event ended. An event that is delivered again, or that leads to several cases,
   * ends several times: what is noted then is all of it together, {@link EventEnd#and}.
   */
  void ended(EventEnd end);

  /** Notes who set a tag of a resource, unless somebody is known to have set it later. */
  void noteTag(ResourceRef ref, TagSetter setter);

  /** Keeps a resource's last good state. */
  void keepBaseline(ResourceRef ref, JsonNode state);

  /**
   * One write.
   *
   * @param next the case's new stage
   * @param standing where its control then stands with the resource; its version is the one read
   * @param event how the event that led here ends, joined to how it ended before, or null
   * @param baseline the last good state to keep, or null
   */
  record Write(
      Case next,
      Standing.OfControl standing,
      @Nullable EventEnd event,
      @Nullable JsonNode baseline) {}

  /**
   * How an event ended: linked to cases, or ignored for a reason. Dead letters are the queue's.
   *
   * @param happening the event's id
   * @param domain the domain that looked at it
   * @param cases the cases it led to, or joined
   * @param reason why there is none, empty otherwise
   * @param at when
   */
  record EventEnd(String happening, String domain, List<String> cases, String reason, Instant at) {

    public EventEnd {
      cases = List.copyOf(cases);
    }

    /** This end and a later one of the same event: no case is lost, and the first reason stays. */
    public EventEnd and(EventEnd later) {
      List<String> all = Stream.concat(cases.stream(), later.cases.stream()).distinct().toList();
      return new EventEnd(happening, domain, all, all.isEmpty() ? reason : "", at);
    }
  }

  /** A stop of all writes, until somebody lifts it. */
  record Freeze(String by, String reason, Instant since) {}

  /** Whether a case may be applied now. */
  enum Admission {
    ADMITTED("admitted"),
    FROZEN("a freeze is in force"),
    ACCOUNT_LIMIT("more changes in this account than an hour may have"),
    CONTROL_LIMIT("more changes by this control than an hour may have"),
    BACKLOG("first writes after a gap or an upgrade, more than a usual day has");

    private final String why;

    Admission(String why) {
      this.why = why;
    }

    /** The reason in words. */
    public String why() {
      return why;
    }
  }

  /** Another event wrote first; read again. */
  class ContendedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was contended. */
    public ContendedException(String message) {
      super(message);
    }
  }

  /** People gave or ended an exemption meanwhile; decide again. */
  final class ExemptionsChangedException extends ContendedException {
    private static final long serialVersionUID = 1L;

    /** Says so. */
    public ExemptionsChangedException() {
      super("an exemption was given or ended meanwhile");
    }
  }
}
