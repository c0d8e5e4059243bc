package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An exemption holds from the moment it is given, also where its function knew of none before. */
class ExemptionTest {

  private final Bot bot = new Bot();

  private Case opened() {
    bot.cloud.put("b", Box.with("open"));
    return bot.caseOf(bot.changed("b"));
  }

  @Test
  void oneGivenSinceTheFunctionLastAskedIsKept() {
    Case mended = opened();
    assertThat(mended.state()).isEqualTo(CaseState.VERIFIED);
    bot.exempt(mended, Duration.ofDays(1));
    int changes = bot.cloud.changes().size();
    assertThat(opened().state()).isEqualTo(CaseState.EXEMPT);
    assertThat(bot.cloud.changes()).hasSize(changes);
  }

  @Test
  void oneThatWasEndedSinceTheFunctionLastAskedBindsNobody() {
    bot.exempt(opened(), Duration.ofDays(1));
    assertThat(opened().state()).isEqualTo(CaseState.EXEMPT);
    bot.store.exemptions.clear();
    assertThat(opened().state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void oneThatConcernsAnotherStandsInNobodysWay() {
    bot.cloud.put("other", Box.with("open"));
    bot.exempt(bot.caseOf(bot.changed("other")), Duration.ofDays(1));
    assertThat(opened().state()).isEqualTo(CaseState.VERIFIED);
  }
}
