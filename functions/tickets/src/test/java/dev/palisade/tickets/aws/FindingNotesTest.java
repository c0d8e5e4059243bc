package dev.palisade.tickets.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import dev.palisade.tickets.testing.Cases;
import dev.palisade.tickets.testing.Emulator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.SeverityLabel;

/** Notes on findings, in Security Hub as the local AWS has it. */
class FindingNotesTest {

  private static final Emulator MOTO = Emulator.moto();
  private static final String PRODUCT = "arn:aws:securityhub:us-east-1::product/aws/securityhub";

  private final SecurityHubClient hub = MOTO.client(SecurityHubClient.builder());
  private final List<String> regions = new ArrayList<>();
  private final FindingNotes notes =
      new FindingNotes(region -> {
        regions.add(region);
        return hub;
      });

  private static Case started(String finding, String product) {
    return Cases.planned("c-found", "bucket", Cases.OPENED, Cases.finding(finding, product));
  }

  @Test
  void findingSaysWhereItsCaseStands() {
    String id = "finding-" + UUID.randomUUID();
    hub.batchImportFindings(b -> b.findings(finding(id)));
    Case item =
        Cases.to(
            started(id, PRODUCT),
            CaseState.TICKETED,
            "a rule says so, password=hunter22222 " + "x".repeat(900),
            Cases.OPENED);

    notes.write(item, "https://jira.example/browse/SEC-1");
    notes.write(item, "https://jira.example/browse/SEC-1");

    assertThat(regions).containsOnly("us-east-1");
    String text =
        hub.getFindings().findings().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow()
            .note()
            .text();
    assertThat(text)
        .startsWith("Palisade c-found: TICKETED. a rule says so")
        .endsWith("Ticket: https://jira.example/browse/SEC-1.")
        .doesNotContain("hunter22222")
        .hasSizeLessThanOrEqualTo(512);
  }

  private static AwsSecurityFinding finding(String id) {
    return AwsSecurityFinding.builder()
        .schemaVersion("2018-10-08")
        .id(id)
        .productArn(PRODUCT)
        .generatorId("g")
        .awsAccountId("222222222222")
        .createdAt("2026-01-01T00:00:00Z")
        .updatedAt("2026-01-01T00:00:00Z")
        .title("t")
        .description("d")
        .severity(s -> s.label(SeverityLabel.HIGH))
        .resources(r -> r.type("Other").id("r"))
        .build();
  }

  @Test
  void findingThatIsNotThereIsRefused() {
    TicketException fault =
        catchThrowableOfType(
            TicketException.class, () -> notes.write(started("not-there", PRODUCT), ""));

    assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
    assertThat(fault).hasMessageContaining("FindingNotFound");
  }

  @Test
  void caseWithoutFindingAsksNobody() {
    notes.write(Cases.planned("c-plain", "bucket", Cases.OPENED), "");

    assertThat(regions).isEmpty();
  }
}
