package dev.palisade.core.cases;

import java.util.EnumSet;
import java.util.Set;

/** Where a case stands, and where it may go from there: the one list of allowed transitions. */
public enum CaseState {
  /** A plan exists, nothing is decided. */
  PLANNED,
  /** A person has to decide. */
  AWAITING_APPROVAL,
  /** Changes are being made. */
  APPLYING,
  /** AWS is still changing the resource; resumed by an event or a schedule. */
  WAITING,
  /** Mended, and read again to prove it. */
  VERIFIED,
  /** Contained; visible until a person recreates the resource. */
  CONTAINED,
  /** A person has to act by hand. */
  TICKETED,
  /** Policy wants to see only. */
  OBSERVED,
  /** A person or an undo lets the finding stand for a time. */
  EXEMPT,
  /** A person said no. */
  DENIED,
  /** Nobody decided in time. */
  EXPIRED,
  /** The resource changed; a new case follows where there still is a finding. */
  STALE,
  /** The resource was deleted. */
  GONE,
  /** A person put back what was before, or its time was over. */
  UNDONE,
  /** It did not work; the reason says why. Always ticketed too. */
  FAILED;

  private static final Set<CaseState> OPEN =
      EnumSet.of(PLANNED, AWAITING_APPROVAL, APPLYING, WAITING);

  /** Whether the case still needs something to happen. */
  public boolean isOpen() {
    return OPEN.contains(this);
  }

  /** Whether people should hear of a case that comes here: what was mended, they read of. */
  public boolean concernsPeople() {
    return this != VERIFIED && this != OBSERVED;
  }

  /** The states a case may go to from here; itself is allowed while it goes on. */
  public Set<CaseState> next() {
    return switch (this) {
      case PLANNED ->
          EnumSet.of(AWAITING_APPROVAL, APPLYING, CONTAINED, TICKETED, OBSERVED, EXEMPT, GONE);
      case AWAITING_APPROVAL ->
          EnumSet.of(AWAITING_APPROVAL, APPLYING, DENIED, EXPIRED, TICKETED, EXEMPT, STALE, GONE);
      case APPLYING ->
          EnumSet.of(APPLYING, WAITING, AWAITING_APPROVAL, VERIFIED, CONTAINED, FAILED, GONE);
      case WAITING -> EnumSet.of(WAITING, APPLYING, VERIFIED, CONTAINED, FAILED, GONE);
      case VERIFIED -> EnumSet.of(VERIFIED, UNDONE);
      case CONTAINED -> EnumSet.of(CONTAINED, UNDONE);
      case FAILED -> EnumSet.of(FAILED, UNDONE);
      case TICKETED -> EnumSet.of(TICKETED);
      case OBSERVED, EXEMPT, DENIED, EXPIRED, STALE, GONE, UNDONE ->
          EnumSet.noneOf(CaseState.class);
    };
  }

  /**
   * Checks a transition.
   *
   * @throws IllegalStateException if it is not allowed
   */
  public void mustAllow(CaseState to) {
    if (!next().contains(to)) {
      throw new IllegalStateException("a case can't go from " + this + " to " + to);
    }
  }
}
