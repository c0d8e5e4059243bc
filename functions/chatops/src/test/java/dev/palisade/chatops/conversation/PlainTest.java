package dev.palisade.chatops.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlainTest {

  @Property
  void proseHasNoFormattingOfItsOwnAndFits(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 80) int longest) {
    String prose = Plain.prose(text, longest);

    assertThat(prose.length()).isLessThanOrEqualTo(longest);
    assertThat(prose).doesNotContain("<", ">", "*", "~", "`", "\n");
    assertThat(prose.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
  }

  @Property
  void codeStaysWithinItsTicks(@ForAll String text) {
    String code = Plain.code(text);

    assertThat(code.chars().filter(c -> c == '`').count()).isIn(0L, 2L);
    assertThat(code).doesNotContain("<", ">", "\n");
  }

  @Example
  void namesStayReadable() {
    assertThat(Plain.prose("churn_training & co")).isEqualTo("churn_training &amp; co");
    assertThat(Plain.prose("_italics_ *bold* <!here>")).isEqualTo("‗italics‗ ∗bold∗ &lt;!here&gt;");
    assertThat(Plain.code("a`b<c")).isEqualTo("`aˋb&lt;c`");
    assertThat(Plain.bare("a\u202eb\u0000c", 10)).isEqualTo("abc");
  }

  @Example
  void secretsAreHiddenAndSettingsAreNot() {
    assertThat(Masked.text("key AKIAIOSFODNN7EXAMPLE and xoxb-123456789-abc, token=abc123"))
        .isEqualTo("key (hidden) and (hidden), token=(hidden)");
    assertThat(Masked.text("httpTokens required")).isEqualTo("httpTokens required");
  }
}
