package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.scope.AiScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the table knows about one resource, read in one query.
 *
 * @param controls per control id, where it stands with this resource
 * @param baseline the last good state, as JSON, or null
 * @param scope what the AI-scope index knows
 * @param tagSetters by key, who set the tags that exempt by policy, as far as it was seen
 */
public record Standing(
    Map<String, OfControl> controls,
    @Nullable JsonNode baseline,
    AiScope scope,
    Map<String, TagSetter> tagSetters) {

  /** Nothing is known yet. */
  public static final Standing NONE = new Standing(Map.of(), null, AiScope.OUTSIDE, Map.of());

  public Standing {
    controls = Map.copyOf(controls);
    tagSetters = Map.copyOf(tagSetters);
  }

  /** Where a control stands with the resource. */
  public OfControl of(String control) {
    return controls.getOrDefault(control, OfControl.NEW);
  }

  /**
   * One control's standing with one resource; the item on which concurrent events are serialized.
   *
   * @param caseId the latest case, empty for none
   * @param state its state, null for none
   * @param leasedUntil until when a function works on it, null while nobody does
   * @param mended when the finding was mended, latest last, as far back as fights look
   * @param hold what keeps the finding from being mended again, or null
   * @param earlier the cases before it, latest first, as far back as their own events may still
   *     come
   * @param version counts its writes; a write names the version it replaces, 0 for none yet
   */
  public record OfControl(
      String caseId,
      @Nullable CaseState state,
      @Nullable Instant leasedUntil,
      List<Instant> mended,
      @Nullable Hold hold,
      List<String> earlier,
      long version) {

    /** No case yet. */
    public static final OfControl NEW =
        new OfControl("", null, null, List.of(), null, List.of(), 0);

    private static final int EARLIER_KEPT = 4;

    /** Standings that were written before earlier cases were kept have none. */
    public OfControl(
        String caseId,
        @Nullable CaseState state,
        @Nullable Instant leasedUntil,
        List<Instant> mended,
        @Nullable Hold hold,
        @Nullable List<String> earlier,
        long version) {
      this.caseId = caseId;
      this.state = state;
      this.leasedUntil = leasedUntil;
      this.mended = List.copyOf(mended);
      this.hold = hold;
      this.earlier = earlier == null ? List.of() : List.copyOf(earlier);
      this.version = version;
    }

    /**
     * The standing that goes with a case's stage, to be written over this one. An ended case never
     * takes the place of another that is open, which would then be found by nothing.
     */
    public OfControl with(Case item) {
      if (item.id().equals(caseId)) {
        return new OfControl(caseId, item.state(), item.lease(), mended, hold, earlier, version);
      }
      if (hasOpenCase() && !item.state().isOpen()) {
        return this;
      }
      List<String> before =
          Stream.concat(Stream.of(caseId), earlier.stream())
              .filter(id -> !id.isEmpty() && !id.equals(item.id()))
              .limit(EARLIER_KEPT)
              .toList();
      return new OfControl(item.id(), item.state(), item.lease(), mended, hold, before, version);
    }

    /** The latest cases, this one first. */
    public Stream<String> cases() {
      return Stream.concat(Stream.of(caseId), earlier.stream()).filter(id -> !id.isEmpty());
    }

    /** The same standing with one more mending; those before a time are forgotten. */
    public OfControl mendedAt(Instant now, Instant since) {
      List<Instant> times = new ArrayList<>(mended);
      times.removeIf(time -> time.isBefore(since));
      times.add(now);
      return new OfControl(caseId, state, leasedUntil, times, hold, earlier, version);
    }

    /** The same standing with a hold, or without one. */
    public OfControl heldBy(@Nullable Hold newHold) {
      return new OfControl(caseId, state, leasedUntil, mended, newHold, earlier, version);
    }

    /** This standing once the store has written it: the store counts its version up. */
    public OfControl written() {
      return new OfControl(caseId, state, leasedUntil, mended, hold, earlier, version + 1);
    }

    /** Whether there is a case that still needs something to happen. */
    public boolean hasOpenCase() {
      return state != null && state.isOpen();
    }
  }

  /** A short, automatic exemption that an undo places. */
  public record Hold(Instant until, String by, String reason) {}
}
