package dev.palisade.core.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CaseStateTest {

  @ParameterizedTest
  @CsvSource({
    "PLANNED, 'AWAITING_APPROVAL APPLYING CONTAINED TICKETED OBSERVED EXEMPT GONE'",
    "AWAITING_APPROVAL, 'AWAITING_APPROVAL APPLYING DENIED EXPIRED TICKETED EXEMPT STALE GONE'",
    "APPLYING, 'APPLYING WAITING AWAITING_APPROVAL VERIFIED CONTAINED FAILED GONE'",
    "WAITING, 'WAITING APPLYING VERIFIED CONTAINED FAILED GONE'",
    "VERIFIED, 'VERIFIED UNDONE'",
    "CONTAINED, 'CONTAINED UNDONE'",
    "FAILED, 'FAILED UNDONE'",
    "TICKETED, 'TICKETED'",
    "OBSERVED, ''",
    "EXEMPT, ''",
    "DENIED, ''",
    "EXPIRED, ''",
    "STALE, ''",
    "GONE, ''",
    "UNDONE, ''"
  })
  void allowsTheseTransitionsAndNoOthers(CaseState from, String allowed) {
    Set<CaseState> expected =
        Arrays.stream(allowed.split(" "))
            .filter(name -> !name.isEmpty())
            .map(CaseState::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(CaseState.class)));
    assertThat(from.next()).isEqualTo(expected);
    for (CaseState to : CaseState.values()) {
      if (!expected.contains(to)) {
        assertThatThrownBy(() -> from.mustAllow(to))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("a case can't go from " + from + " to " + to);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOpenCanEndAndWhatEndedNeverOpensAgain(CaseState state) {
    boolean canEnd = state.next().stream().anyMatch(next -> !next.isOpen());
    if (state.isOpen()) {
      assertThat(canEnd).isTrue();
    } else {
      assertThat(state.next()).noneMatch(CaseState::isOpen);
    }
  }

  @Test
  void nothingBeginsTwice() {
    for (CaseState state : CaseState.values()) {
      assertThat(state.next()).doesNotContain(CaseState.PLANNED);
    }
  }
}
