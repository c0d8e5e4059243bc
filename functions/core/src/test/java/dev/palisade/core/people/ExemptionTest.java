package dev.palisade.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.plan.Codec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Exemptions as the table keeps them. */
class ExemptionTest {

  @Test
  void whatIsWrittenCanBeReadAgain() throws JsonProcessingException {
    Instant now = Instant.parse("2026-11-25T10:00:00Z");
    Exemption exemption =
        new Exemption(
            "x-abcdefghij",
            new Exemption.Match("arn:aws:s3:::b", "S3.*", "222222222222", "team=lab"),
            "a lab",
            "alice@example.com",
            "alice@example.com (Slack, U0ALICE)",
            now,
            now.plusSeconds(60),
            "c-abcdefghij",
            now.plusSeconds(45));
    String text = Codec.plain().writeValueAsString(exemption);
    assertThat(Codec.plain().readValue(text, Exemption.class)).isEqualTo(exemption);
  }
}
