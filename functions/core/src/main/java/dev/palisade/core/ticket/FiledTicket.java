package dev.palisade.core.ticket;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a case's ticket. It is written before the ticket system is asked, so that a
 * ticket whose creation was never answered is looked for, and not made twice.
 *
 * @param caseId the case
 * @param sharedWith the earlier case of the same finding whose ticket this case shares, or empty
 * @param system which system it is kept in, {@code jira}
 * @param project where in that system: a project's key, a repository; may be empty
 * @param key what it is found by in the system; unguessable, so that nobody can plant one
 * @param phase how far it is
 * @param reference its name for people, {@code SEC-12}; empty until it is known
 * @param id its name for the system's API; empty until it is known
 * @param url where people open it; empty until it is known
 * @param owner who is to look at it, or empty
 * @param told how many entries of the case's trail it has told of
 * @param askedAt when the system was asked for something whose answer is not known, or null
 * @param lease until when a function works on it; null while nobody does
 * @param refused whether the last attempt was refused for good, so that a person must look
 * @param error why the last attempt failed, or empty
 * @param updatedAt when this was last written
 * @param version counts its writes; a write is refused where another came first
 */
public record FiledTicket(
    String caseId,
    String sharedWith,
    String system,
    String project,
    String key,
    Phase phase,
    String reference,
    String id,
    String url,
    String owner,
    int told,
    @Nullable Instant askedAt,
    @Nullable Instant lease,
    boolean refused,
    String error,
    Instant updatedAt,
    long version) {

  /** How far a ticket is. */
  public enum Phase {
    /** To be created; whether it was is not known yet. */
    CLAIMED,
    /** Created. */
    OPEN,
    /** Closed by Palisade, or not needed any more before it was created. */
    CLOSED,
    /** None of its own: an earlier case of the same finding has one that is open. */
    SHARED
  }

  /** A ticket that is to be created. */
  public static FiledTicket claimed(
      String caseId, String system, String project, String key, String owner, Instant now) {
    return new FiledTicket(
        caseId,
        "",
        system,
        project,
        key,
        Phase.CLAIMED,
        "",
        "",
        "",
        owner,
        0,
        null,
        null,
        false,
        "",
        now,
        0);
  }

  /** The same case's ticket where it shares another's, which is open. */
  public FiledTicket sharing(FiledTicket other, Instant now) {
    return new FiledTicket(
        caseId,
        other.caseId(),
        other.system(),
        other.project(),
        other.key(),
        Phase.SHARED,
        other.reference(),
        other.id(),
        other.url(),
        other.owner(),
        told,
        null,
        null,
        false,
        "",
        now,
        version);
  }

  /** The same where policy says by now that it goes elsewhere; only before it was asked for. */
  public FiledTicket goingTo(String newSystem, String newProject, String newOwner, Instant now) {
    return new FiledTicket(
        caseId,
        sharedWith,
        newSystem,
        newProject,
        key,
        phase,
        reference,
        id,
        url,
        newOwner,
        told,
        askedAt,
        lease,
        refused,
        error,
        now,
        version);
  }

  /** Whether a function works on it at a time. */
  public boolean leasedAt(Instant now) {
    return lease != null && now.isBefore(lease);
  }

  /** Whether it is known to exist in its system. */
  @JsonIgnore
  public boolean isKnown() {
    return !id.isEmpty();
  }

  /** The same, held by a function until a time. */
  public FiledTicket leased(Instant until, Instant now) {
    return with(phase, reference, id, url, told, askedAt, until, refused, error, now);
  }

  /** The same, just before the system is asked for something. */
  public FiledTicket asked(Instant now) {
    return with(phase, reference, id, url, told, now, lease, refused, error, now);
  }

  /**
   * Created, or found to have been; free again.
   *
   * @param entries how many entries of the case's trail it tells of
   */
  public FiledTicket opened(
      String newReference, String newId, String newUrl, int entries, Instant now) {
    return with(Phase.OPEN, newReference, newId, newUrl, entries, null, null, false, "", now);
  }

  /** It tells of so many entries of the case's trail; free again. */
  public FiledTicket told(int entries, Instant now) {
    return with(phase, reference, id, url, Math.max(told, entries), null, null, false, "", now);
  }

  /** Closed, or not needed; free again. */
  public FiledTicket closed(String why, Instant now) {
    return with(Phase.CLOSED, reference, id, url, told, null, null, false, why, now);
  }

  /**
   * An attempt failed; free again.
   *
   * @param unanswered whether the system may have done it all the same
   */
  public FiledTicket failed(String why, boolean forGood, boolean unanswered, Instant now) {
    return with(
        phase, reference, id, url, told, unanswered ? askedAt : null, null, forGood, why, now);
  }

  /** The same, free again. */
  public FiledTicket released(Instant now) {
    return with(phase, reference, id, url, told, askedAt, null, refused, error, now);
  }

  /** The same once the table has written it: the table counts its version up. */
  public FiledTicket written() {
    return new FiledTicket(
        caseId,
        sharedWith,
        system,
        project,
        key,
        phase,
        reference,
        id,
        url,
        owner,
        told,
        askedAt,
        lease,
        refused,
        error,
        updatedAt,
        version + 1);
  }

  private FiledTicket with(
      Phase newPhase,
      String newReference,
      String newId,
      String newUrl,
      int newTold,
      @Nullable Instant newAskedAt,
      @Nullable Instant newLease,
      boolean newRefused,
      String newError,
      Instant now) {
    return new FiledTicket(
        caseId,
        sharedWith,
        system,
        project,
        key,
        newPhase,
        newReference,
        newId,
        newUrl,
        owner,
        newTold,
        newAskedAt,
        newLease,
        newRefused,
        newError,
        now,
        version);
  }
}
