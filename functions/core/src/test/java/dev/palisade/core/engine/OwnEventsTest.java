package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.EventEnd;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** First of the safety order: which events are our own, and who only says so. */
class OwnEventsTest {

  private static final String ROLE = "arn:aws:iam::111122223333:role/palisade-boxes";
  private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/palisade-boxes/c-1";

  private final Bot bot = new Bot();

  @Test
  void ourOwnChangeOnlyConfirms() {
    bot.cloud.put("b", Box.with("open"));
    Case item = bot.caseOf(bot.changed("b"));
    EventEnd end = bot.handle(bot.call("MendBox", "b", SESSION, ROLE));
    assertThat(end.cases()).isEmpty();
    assertThat(end.reason()).contains("our own change of case " + item.id());
    assertThat(bot.alarms).isEmpty();
  }

  @Test
  void ourOwnUndoOnlyConfirms() {
    bot.cloud.put("b", Box.with("open"));
    Case item = bot.caseOf(bot.changed("b"));
    bot.handle(bot.request(Requests.UNDO, Map.of("case", item.id(), "by", "bob")));
    String restore = ROLE.replace("palisade-boxes", "palisade-restore-boxes");
    EventEnd end = bot.handle(bot.call("BreakBox", "b", SESSION, restore));
    assertThat(end.reason()).contains("our own change of case " + item.id());
    assertThat(bot.alarms).isEmpty();
  }

  @Test
  void theFirstCasesOwnEventIsKnownWhenASecondHasFollowed() {
    bot.cloud.put("b", Box.with("side", "attic"));
    bot.handle(bot.changed("b"));
    assertThat(bot.store.cases()).hasSize(2);
    bot.handle(bot.call("MendBox", "b", SESSION, ROLE));
    assertThat(bot.alarms).isEmpty();
  }

  @Test
  void ourRoleWithoutTheLedgerIsAnAlarmAndJudged() {
    bot.cloud.put("b", Box.with("open"));
    Case item = bot.caseOf(bot.call("ChangeBox", "b", SESSION, ROLE));
    assertThat(bot.alarms)
        .hasSize(1)
        .allMatch(text -> text.contains("somebody uses Palisade's role"));
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void anOldLedgerConfirmsNothing() {
    bot.cloud.put("b", Box.with("open"));
    bot.caseOf(bot.changed("b"));
    bot.later(Duration.ofMinutes(16));
    bot.handle(bot.call("MendBox", "b", SESSION, ROLE));
    assertThat(bot.alarms).isNotEmpty();
  }

  @Test
  void aSessionsNameProvesNothing() {
    bot.cloud.put("b", Box.with("open"));
    Case item =
        bot.caseOf(
            bot.call(
                "ChangeBox",
                "b",
                "arn:aws:sts::111122223333:assumed-role/intern/palisade-boxes",
                "arn:aws:iam::111122223333:role/intern"));
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.alarms).isEmpty();
  }

  @Test
  void ourRolesNameInAnotherAccountProvesNothing() {
    bot.cloud.put("b", Box.with("open"));
    String foreign = ROLE.replace("111122223333", "444455556666");
    Case item = bot.caseOf(bot.call("MendBox", "b", SESSION, foreign));
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(bot.alarms).isEmpty();
  }
}
