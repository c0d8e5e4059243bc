package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.EventEnd;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is on demand looks when it is named only; and two people let it out again. */
class QuarantineTest {

  private final Bot bot = new Bot();

  @BeforeEach
  void aBoxWithWaysInAndOut() {
    bot.cloud.put("b", Box.with("door", "chute"));
  }

  private EventEnd asksFor() {
    return bot.handle(
        bot.request(
            Requests.FIX,
            Map.of(
                "resource",
                Boxes.ref("b").arn(),
                "type",
                Boxes.ref("b").type(),
                "account",
                Boxes.ACCOUNT,
                "region",
                Boxes.REGION,
                "control",
                "Box.Quarantine",
                "by",
                "bob",
                "reason",
                "it talks to strangers")));
  }

  private Case asked() {
    return bot.store.find(asksFor().cases().getFirst()).orElseThrow();
  }

  private Case quarantined() {
    Case item = asked();
    bot.decide(item, "carol", true);
    bot.request(Requests.DECISION, item.id());
    return bot.again(item);
  }

  private Case release(Case item, String by, boolean force) {
    bot.handle(
        bot.request(
            Requests.RELEASE,
            Map.of("case", item.id(), "by", by, "reason", "clean", "force", force)));
    return bot.again(item);
  }

  @Test
  void noEventMakesItLook() {
    assertThat(bot.handle(bot.changed("b")).cases()).isEmpty();
    assertThat(bot.cloud.calls()).isEmpty();
  }

  @Test
  void aPersonIsAskedAndTheReasonStandsInTheCase() {
    Case item = asked();
    assertThat(item.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    assertThat(item.origin().person()).isEqualTo("bob");
    assertThat(item.origin().facts()).containsEntry("reason", "it talks to strangers");
    assertThat(bot.cloud.calls()).isEmpty();
  }

  @Test
  void itIsReleasedByTheSecondPerson() {
    Case item = quarantined();
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.cloud.box("b").faults()).isEmpty();
    Case wanted = release(item, "bob", false);
    assertThat(wanted.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(wanted.trail().getLast())
        .extracting(AuditEntry::by, AuditEntry::note)
        .containsExactly("bob", "release asked: clean");
    assertThat(release(item, "bob", false).trail().getLast().note())
        .contains("somebody else than bob");
    assertThat(bot.cloud.box("b").faults()).isEmpty();
    Case free = release(item, "carol", false);
    assertThat(free.state()).isEqualTo(CaseState.UNDONE);
    assertThat(bot.cloud.box("b").faults()).containsExactlyInAnyOrder("door", "chute");
  }

  @Test
  void whatWasReleasedMayBeQuarantinedAgainAtOnce() {
    Case item = quarantined();
    release(item, "bob", false);
    release(item, "carol", false);
    assertThat(asked().state()).isEqualTo(CaseState.AWAITING_APPROVAL);
  }

  @Test
  void itStaysWhileWhatIsFoundThereStands() {
    Case item = quarantined();
    bot.cloud.put("b", Box.with("attic"));
    assertThat(release(item, "bob", false).trail().getLast().note())
        .startsWith(Case.UNDO_REFUSED)
        .contains("Box.Sides");
    assertThat(release(item, "bob", true).trail().getLast().note()).startsWith(Case.RELEASE_ASKED);
  }

  @Test
  void anUndoOfItIsARelease() {
    Case item = quarantined();
    bot.handle(bot.request(Requests.UNDO, Map.of("case", item.id(), "by", "bob", "force", false)));
    assertThat(bot.again(item).state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.again(item).trail().getLast().note()).startsWith(Case.RELEASE_ASKED);
  }
}
