package dev.palisade.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.plan.Codec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** A trail whose entries were altered, dropped or put in another order shows it. */
class AuditEntryTest {

  private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

  private static List<AuditEntry> trail(List<String> notes) {
    List<AuditEntry> trail = new ArrayList<>();
    for (String note : notes) {
      Instant at = AT.plusSeconds(trail.size());
      trail.add(AuditEntry.after(trail, "c-1", at, "APPLYING", "alice", note, "hash"));
    }
    return trail;
  }

  @Property(tries = 100)
  void whatWasWrittenIsWhole(@ForAll @Size(max = 8) List<@StringLength(max = 12) String> notes)
      throws JsonProcessingException {
    List<AuditEntry> trail = trail(notes);
    assertThat(AuditEntry.isWhole(trail)).isTrue();
    for (AuditEntry entry : trail) {
      String json = Codec.plain().writeValueAsString(entry);
      assertThat(Codec.plain().readValue(json, AuditEntry.class)).isEqualTo(entry);
    }
  }

  @Property(tries = 100)
  void aDroppedEntryShowsUnlessItIsTheLast(
      @ForAll @Size(min = 2, max = 8) List<@StringLength(max = 12) String> notes,
      @ForAll @IntRange(max = 6) int index) {
    List<AuditEntry> trail = trail(notes);
    trail.remove(index % (trail.size() - 1));
    assertThat(AuditEntry.isWhole(trail)).isFalse();
  }

  @Property(tries = 100)
  void twoEntriesInEachOthersPlaceShow(
      @ForAll @Size(min = 2, max = 8) List<@StringLength(max = 12) String> notes,
      @ForAll @IntRange(max = 7) int one,
      @ForAll @IntRange(max = 7) int other) {
    List<AuditEntry> trail = trail(notes);
    int first = one % trail.size();
    int second = other % trail.size();
    Assume.that(first != second);
    Collections.swap(trail, first, second);
    assertThat(AuditEntry.isWhole(trail)).isFalse();
  }

  @Property(tries = 100)
  void anAlteredNoteShows(
      @ForAll @Size(min = 1, max = 8) List<@StringLength(max = 12) String> notes,
      @ForAll @IntRange(max = 7) int index,
      @ForAll @StringLength(max = 12) String other) {
    List<AuditEntry> trail = trail(notes);
    int place = index % trail.size();
    AuditEntry entry = trail.get(place);
    Assume.that(!entry.note().equals(other));
    trail.set(
        place,
        new AuditEntry(
            entry.caseId(),
            entry.number(),
            entry.at(),
            entry.stage(),
            entry.by(),
            other,
            entry.planHash(),
            entry.previous(),
            entry.hash()));
    assertThat(AuditEntry.isWhole(trail)).isFalse();
  }

  @Test
  void everyMemberIsUnderTheHash() {
    AuditEntry e = trail(List.of("found")).getFirst();
    String none = e.previous();
    List<AuditEntry> altered =
        List.of(
            entry("c-2", e.number(), AT, e.stage(), e.by(), e.planHash(), none, e.hash()),
            entry("c-1", 2, AT, e.stage(), e.by(), e.planHash(), none, e.hash()),
            entry("c-1", 1, AT.plusMillis(1), e.stage(), e.by(), e.planHash(), none, e.hash()),
            entry("c-1", 1, AT, "VERIFIED", e.by(), e.planHash(), none, e.hash()),
            entry("c-1", 1, AT, e.stage(), "mallory", e.planHash(), none, e.hash()),
            entry("c-1", 1, AT, e.stage(), e.by(), "other", none, e.hash()),
            entry("c-1", 1, AT, e.stage(), e.by(), e.planHash(), "1" + none.substring(1), e.hash()),
            entry("c-1", 1, AT, e.stage(), e.by(), e.planHash(), none, none));
    assertThat(e.isIntact()).isTrue();
    assertThat(altered).noneMatch(AuditEntry::isIntact);
  }

  @Test
  void textsThatReadTheSameTogetherHaveOtherDigests() {
    assertThat(Digest.of("ab", "c")).isNotEqualTo(Digest.of("a", "bc"));
    assertThat(Digest.of("ab")).isNotEqualTo(Digest.of("ab", ""));
    assertThat(Digest.of()).hasSize(64);
  }

  private static AuditEntry entry(
      String caseId,
      int number,
      Instant at,
      String stage,
      String by,
      String planHash,
      String previous,
      String hash) {
    return new AuditEntry(caseId, number, at, stage, by, "found", planHash, previous, hash);
  }
}
