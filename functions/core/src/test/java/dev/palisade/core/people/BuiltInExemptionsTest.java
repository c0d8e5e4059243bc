package dev.palisade.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.engine.Permits;
import dev.palisade.core.policy.Decision;
import dev.palisade.core.resource.ResourceRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInExemptionsTest {

  private static final String HUB = "111111111111";

  @Test
  void slacksIngressMayHaveItsUrlForEverAndTheReasonIsSaid() {
    assertThat(permitted("Lambda.PublicUrl", HUB, "us-east-1", "palisade-slack-ingress"))
        .hasValueSatisfying(decision ->
            assertThat(decision.why()).contains("Slack can't sign requests", "built in"));
  }

  @Test
  void thePageMayHaveItsUrlForEverToo() {
    assertThat(permitted("Lambda.PublicUrl", HUB, "us-east-1", "palisade-page"))
        .hasValueSatisfying(decision ->
            assertThat(decision.why()).contains("browsers can't sign requests", "built in"));
  }

  @ParameterizedTest
  @CsvSource({
    "Lambda.PublicUrl, 222222222222, us-east-1, palisade-slack-ingress",
    "Lambda.PublicUrl, 111111111111, eu-west-1, palisade-slack-ingress",
    "Lambda.PublicUrl, 111111111111, us-east-1, palisade-slack",
    "Lambda.PublicUrl, 111111111111, us-east-1, palisade-slack-ingress2",
    "Lambda.PublicUrl, 222222222222, us-east-1, palisade-page",
    "Lambda.PublicUrl, 111111111111, us-east-1, palisade-pages",
    "Lambda.Other, 111111111111, us-east-1, palisade-slack-ingress",
  })
  void nothingElseIsExempt(String control, String account, String region, String function) {
    assertThat(permitted(control, account, region, function)).isEmpty();
  }

  private static Optional<Decision> permitted(
      String control, String account, String region, String function) {
    String arn = "arn:aws:lambda:%s:%s:function:%s".formatted(region, account, function);
    return Permits.of(
        control,
        new ResourceRef("AWS::Lambda::Function", function, arn, account, region),
        Map.of(),
        null,
        BuiltInExemptions.of(HUB, "us-east-1"),
        Instant.parse("2026-11-25T14:00:00Z"));
  }
}
