package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody opens a box again and again after it was mended. */
class FightTest {

  private static final String TERRAFORM =
      "[APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io)"
          + " terraform-provider-aws/5.62.0 (+https://registry.terraform.io) aws-sdk-go-v2/1.30.4]";

  private final Bot bot = new Bot();

  private JsonNode opened(String agent, String fault, Map<String, String> tags) {
    bot.cloud.put("b", Box.with(fault).tagged(tags));
    JsonNode event = bot.changed("b");
    ((ObjectNode) event.get("detail")).put("userAgent", agent);
    return event;
  }

  private Case opened(String agent, String fault) {
    return bot.caseOf(opened(agent, fault, Map.of("palisade:workload", "churn")));
  }

  private Case fight(String agent) {
    for (int i = 0; i < 3; i++) {
      assertThat(opened(agent, "open").state()).isEqualTo(CaseState.VERIFIED);
      bot.later(Duration.ofMinutes(5));
    }
    return opened(agent, "open");
  }

  @Test
  void endsInATicketWithWhoFightsAndWhatToChange() {
    Case fight = fight(TERRAFORM);

    assertThat(fight.state()).isEqualTo(CaseState.TICKETED);
    assertThat(fight.reason()).contains("mended 3 times", Bot.ALICE + " with Terraform");
    assertThat(fight.proposal().steps())
        .contains(Bot.ALICE + " with Terraform, last by ChangeBox", "Terraform: box, faults = []")
        .doesNotContain("CloudFormation:");
    assertThat(bot.cloud.calls()).hasSize(3);
  }

  @Test
  void isToldInTheSameCaseWhateverIsOpenedNext() {
    Case fight = fight(TERRAFORM);
    bot.later(Duration.ofMinutes(1));

    Case again = opened("aws-cli/2.17", "open");

    assertThat(again.id()).isEqualTo(fight.id());
    assertThat(again.trail()).hasSize(fight.trail().size() + 1);
    assertThat(again.reason())
        .isEqualTo("found again after ChangeBox by %s with the AWS command line", Bot.ALICE);
    assertThat(again.decision()).isEqualTo(fight.decision());
    assertThat(bot.store.cases()).hasSize(4);
    assertThat(bot.cloud.calls()).hasSize(3);
  }

  @Test
  void doesNotMakeTheCaseEndless() {
    Case fight = fight(TERRAFORM);
    for (int i = 0; i < 100; i++) {
      bot.later(Duration.ofSeconds(20));
      opened(TERRAFORM, "open");
    }
    assertThat(bot.again(fight).trail()).hasSizeBetween(12, 16);
    assertThat(bot.cloud.calls()).hasSize(3);
  }

  @Test
  void isNotToldBySomebodyWhoOnlyLooks() {
    Case fight = fight(TERRAFORM);

    bot.planned("b", "bob");
    bot.handle(
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
                "sweep",
                "true")));

    assertThat(bot.again(fight).trail())
        .extracting(AuditEntry::note)
        .noneMatch(note -> note.contains("somebody whom"));
    assertThat(bot.store.cases()).hasSize(4);
  }

  @Test
  void isOverWhenItsTimeIs() {
    fight(TERRAFORM);
    bot.later(Duration.ofMinutes(60));

    assertThat(opened(TERRAFORM, "open").state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void namesTheStackThatOwnsTheBox() {
    Map<String, String> tags =
        Map.of("palisade:workload", "churn", "aws:cloudformation:stack-name", "boxes");
    for (int i = 0; i < 4; i++) {
      bot.handle(opened("Mozilla/5.0", "open", tags));
    }
    Case fight = bot.store.cases().getLast();
    assertThat(fight.reason()).contains("belongs to CloudFormation stack boxes");
    assertThat(fight.proposal().steps())
        .contains("CloudFormation stack boxes", "CloudFormation: Example::Box, Faults: []")
        .doesNotContain("Terraform:");
  }

  @Test
  void namesBothPlacesWhereNeitherToolNorOwnerIsKnown() {
    assertThat(fight("curl/8.5").proposal().steps()).contains("Terraform: ", "CloudFormation: ");
  }

  @ParameterizedTest
  @CsvSource({
    "'[APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io)]', Terraform",
    "'APN/1.0 HashiCorp/1.0 OpenTofu/1.8.1 terraform-provider-aws/5.1', OpenTofu",
    "'APN/1.0 Pulumi/1.0 PulumiAWS/6.1 terraform-provider-aws/dev', Pulumi",
    "cloudformation.amazonaws.com, CloudFormation",
    "'aws-cdk/2.150.0', AWS CDK",
    "'[S3Console/0.4, aws-internal/3]', the AWS console",
    "'aws-cli/2.17.1 md/awscrt', the AWS command line",
    "'Boto3/1.34 md/Botocore', a program with an AWS SDK",
    "'aws-sdk-java/2.57.8 Linux/6.1', a program with an AWS SDK",
    "'curl/8.5.0', ''"
  })
  void isKnownByTheToolsOwnName(String agent, String tool) {
    Case item = opened(agent, "open");

    assertThat(item.origin().facts().getOrDefault(Origin.TOOL, "")).isEqualTo(tool);
  }

  @Test
  void isCloudFormationsWhateverTheAgentSays() {
    bot.cloud.put("b", Box.with("open"));
    JsonNode event = bot.changed("b");
    ((ObjectNode) event.get("detail")).put("userAgent", TERRAFORM);
    ((ObjectNode) event.at("/detail/userIdentity"))
        .put("invokedBy", "cloudformation.amazonaws.com");

    assertThat(bot.caseOf(event).origin().facts()).containsEntry(Origin.TOOL, "CloudFormation");
  }
}
