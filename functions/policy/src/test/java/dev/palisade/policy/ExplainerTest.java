package dev.palisade.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.Severity;
import dev.palisade.core.policy.Mode;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which line decides, and what follows from it. */
class ExplainerTest {

  private static final String FILE =
      """
      version: 1
      mode: enforce
      accounts: { "222222222222": approve }
      units: { ou-abcd-12345678: enforce }
      unit-accounts: { ou-abcd-12345678: ["222222222222", "333333333333"] }
      people:
        - { principal: "arn:aws:iam::*:user/*", person: "{name}@example.com" }
      untouchable: ["arn:aws:iam::*:role/break-glass"]
      approvers:
        - { group: ml, people: [ann@example.com], domains: [data] }
        - { group: net, people: [nils@example.com], domains: [network] }
      approvals:
        high: { remind: 1h, expire: 2h, then: leave }
      exemptions:
        tags:
          - { tag: "exempt=yes", set-by: ["arn:aws:iam::*:role/board"], controls: ["S3.*"] }
      windows:
        - { name: batch, mode: observe, days: [mon], accounts: ["333333333333"] }
      tickets:
        default: opsitems
        owner: security
        rules:
          - { domains: [data], system: github, project: acme/data }
      """;

  private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-11-24T12:00:00Z");

  private static Explanation explain(
      String control, String account, Map<String, String> tags, String by, Instant at) {
    PolicyCheck check = PolicyCheck.of(FILE, Catalogue.bundled());
    assertThat(check.errors()).isEmpty();
    Catalogue.Entry entry = Catalogue.bundled().find(control).orElseThrow();
    String arn = entry.types().getFirst().ref(account, "us-east-1", "example").arn();
    return Explainer.explain(
        check.policy(),
        check.text(),
        new Occasion(entry, arn, account, null, tags, by, by, null, at));
  }

  @Test
  void theQuestionIsSaidWhole() {
    Explanation found =
        explain(
            "S3.PublicAccess",
            "222222222222",
            Map.of(),
            "arn:aws:iam::222222222222:user/ann",
            TUESDAY);
    assertThat(found.decision()).isEqualTo(Verdict.APPROVE);
    assertThat(found.mode()).isEqualTo(Mode.APPROVE);
    assertThat(found.severity()).isEqualTo(Severity.HIGH);
    assertThat(found.because()).containsExactly("mode approve, by account 222222222222");
    Explanation.Asked asked = found.question();
    assertThat(asked.groups()).containsExactly("ml");
    assertThat(asked.people()).containsExactly("ann@example.com");
    assertThat(asked.excluded()).isEqualTo("ann@example.com");
    assertThat(asked.approvals()).isEqualTo(1);
    assertThat(asked.expire()).isEqualTo(Duration.ofHours(2));
    assertThat(asked.then()).isEqualTo("leave");
    assertThat(found.ticket()).isEqualTo(new Explanation.Ticket("github", "acme/data", "security"));
    assertThat(found.rules())
        .extracting(Explanation.Rule::line)
        .containsExactly(3, 4, 7, 10, 13, 23);
  }

  @ParameterizedTest
  @CsvSource({
    // control, account, tag, tagged by, monday?: decision, line that decided
    "S3.PublicAccess, 333333333333, '', '', false, ENFORCE, 4",
    "S3.PublicAccess, 333333333333, '', '', true, OBSERVE, 18",
    "S3.PublicAccess, 222222222222, '', '', true, APPROVE, 3",
    "S3.PublicAccess, 444444444444, '', '', false, APPROVE, 0",
    "S3.PublicAccess, 333333333333, yes, arn:aws:iam::1:role/board, false, EXEMPT, 16",
    "S3.PublicAccess, 333333333333, yes, arn:aws:iam::1:role/dev, false, ENFORCE, 16",
    "S3.PublicAccess, 333333333333, yes, '', false, ENFORCE, 16",
    "EC2.OpenPorts, 333333333333, yes, arn:aws:iam::1:role/board, false, ENFORCE, 4",
    "IAM.AdminAccess, 333333333333, '', '', false, APPROVE, 4"
  })
  void theLineThatDecidesIsNamed(
      String control,
      String account,
      String tag,
      String by,
      boolean monday,
      Verdict decision,
      int line) {
    Explanation found =
        explain(
            control,
            account,
            tag.isEmpty() ? Map.of() : Map.of("exempt", tag),
            by,
            monday ? MONDAY : TUESDAY);
    assertThat(found.decision()).isEqualTo(decision);
    assertThat(found.rules()).extracting(Explanation.Rule::line).contains(line);
  }

  @Test
  void aDomainThatNobodyDecidesOnIsSaid() {
    Explanation found = explain("Lambda.PublicUrl", "222222222222", Map.of(), "", TUESDAY);
    assertThat(found.question().groups()).isEmpty();
    assertThat(found.rules())
        .extracting(Explanation.Rule::says)
        .contains("no group fits: nobody may decide");
  }

  @Test
  void factsAreWhatTestsCanExpect() {
    JsonNode facts =
        PolicyTests.facts(explain("S3.PublicAccess", "222222222222", Map.of(), "", TUESDAY));
    assertThat(facts.get("remind").asText()).isEqualTo("1h");
    assertThat(facts.get("owner").asText()).isEqualTo("security");
  }

  @Test
  void aPolicyOfUnitsIsReadWithTheirAccounts() {
    Policy policy = PolicyCheck.of(FILE, Catalogue.bundled()).policy();
    assertThat(policy.unitsOf("333333333333")).containsExactly("ou-abcd-12345678");
  }
}
