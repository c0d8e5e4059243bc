package dev.palisade.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as policy writes them. */
class SpansTest {

  @ParameterizedTest
  @CsvSource({"45s, PT45S", "30m, PT30M", "2h, PT2H", "7d, PT168H", "2w, PT336H"})
  void aNumberAndAUnit(String text, Duration time) {
    assertThat(Spans.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0m", "m", "5", "-5m", "1.5h", "5 m", "5M", "PT5M", "1h30m", "1000000d"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Spans.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no time");
    assertThat(text.matches(Spans.PATTERN)).isFalse();
  }

  @Property
  void whatIsWrittenIsReadAsTheSame(
      @ForAll @IntRange(min = 1, max = 999_999) int count,
      @ForAll @CharRange(from = 'a', to = 'z') char letter) {
    String unit = "smhdw".indexOf(letter) < 0 ? "m" : String.valueOf(letter);
    Duration time = Spans.parse(count + unit);
    assertThat(time).isPositive();
    assertThat(Spans.parse(shortened(Spans.text(time)))).isEqualTo(time);
  }

  // Weeks are written in days, which may take one digit more than a file may have.
  private static String shortened(String text) {
    return text.matches(Spans.PATTERN) ? text : Long.parseLong(text.replace("d", "")) / 7 + "w";
  }

  @Property
  void thePatternSaysWhatIsRead(
      @ForAll @StringLength(max = 4) @CharRange(from = '0', to = '9') String count) {
    String text = count + "d";
    boolean read = true;
    try {
      Spans.parse(text);
    } catch (IllegalArgumentException e) {
      read = false;
    }
    assertThat(text.matches(Spans.PATTERN)).isEqualTo(read);
  }
}
