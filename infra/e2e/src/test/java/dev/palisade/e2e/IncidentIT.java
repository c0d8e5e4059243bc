package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.Exit;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Who did what, told afterwards from the governed accounts' own event histories. */
@WithLocalSystem
class IncidentIT {

  private static final String RIGHTS =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
          + "\"Resource\":\"*\"}]}";
  private static final String CONTROL = "S3.PublicAccess";

  private final LocalSystem system;
  private final Hub hub;
  private final CommandLine investigator;

  IncidentIT(LocalSystem system) {
    this.system = system;
    this.hub = new Hub(system);
    this.investigator = new CommandLine(system);
  }

  @BeforeEach
  void waitForQuiet() {
    hub.quiet("data");
  }

  private Bucket opened(String name, String user) {
    Clients clients = system.clients();
    AwsCredentials eve = clients.user(LocalSystem.OTHER, user, RIGHTS);
    Bucket bucket = Bucket.made(clients, name);
    hub.quiet("data");
    bucket.open(clients, eve);
    Case ended =
        Await.until(
            "the bucket to be closed again",
            Await.PATIENCE,
            () -> hub.latest(CONTROL, bucket.arn()).filter(item -> !item.state().isOpen()));
    assertThat(ended.state()).as(ended.reason()).isEqualTo(CaseState.VERIFIED);
    return bucket;
  }

  @Test
  void tellsOfABucketWhoOpenedItAndWhatBecameOfIt(@TempDir Path folder) throws Exception {
    Bucket bucket = opened("e2e-incident", "eve");
    String eve = "arn:aws:iam::%s:user/eve".formatted(LocalSystem.OTHER);

    CommandLine.Answer answer = investigator.run("incident", bucket.arn(), "--json");
    assertThat(answer.exit()).as(answer.toString()).isEqualTo(Exit.DONE);
    JsonNode incident = LocalSystem.read(answer.out());
    assertThat(told(incident, "CALL"))
        .contains(
            "s3:DeleteBucketPublicAccessBlock " + eve,
            "s3:PutBucketPublicAccessBlock arn:aws:iam::%s:role/palisade-data"
                .formatted(LocalSystem.OTHER));
    assertThat(told(incident, "FINDING")).anyMatch(one -> one.contains(CONTROL));
    assertThat(told(incident, "CHANGE")).isNotEmpty();
    assertThat(incident.path("touches").toString()).contains(eve, bucket.arn());

    Path evidence = folder.resolve("evidence");
    CommandLine.Answer byUser =
        investigator.run("incident", eve, "--json", "--export", evidence.toString());
    assertThat(byUser.exit()).as(byUser.toString()).isEqualTo(Exit.DONE);
    assertThat(told(LocalSystem.read(byUser.out()), "CALL"))
        .contains("s3:DeleteBucketPublicAccessBlock " + eve);
    assertThat(evidence.resolve("records/cloudtrail.jsonl")).content().contains(bucket.name());
    assertThat(Files.readAllLines(evidence.resolve("SHA256SUMS"))).hasSize(7);
  }

  @Test
  void aRoleAndAnAddressAreFoundInTheWholeHistory() {
    opened("e2e-incident-role", "mallory");
    String role = "arn:aws:iam::%s:role/palisade-data".formatted(LocalSystem.OTHER);
    CommandLine.Answer byRole = investigator.run("incident", role, "--json");
    assertThat(told(LocalSystem.read(byRole.out()), "CALL"))
        .as(byRole.err())
        .contains("s3:PutBucketPublicAccessBlock " + role);
    CommandLine.Answer byAddress =
        investigator.run("incident", "127.0.0.0/8", "--account", LocalSystem.OTHER, "--json");
    assertThat(LocalSystem.read(byAddress.out()).path("records").asInt())
        .as("more than a page: " + byAddress.err())
        .isGreaterThan(50);
  }

  @Test
  void anUnknownArnEndsWithAClearMessage() {
    CommandLine.Answer answer = investigator.run("incident", "arn:aws:s3:::nobody-knows-me");
    assertThat(answer.exit()).isEqualTo(Exit.FAILED);
    assertThat(answer.err()).contains("nothing is known of arn:aws:s3:::nobody-knows-me");
    assertThat(answer.err()).doesNotContain("could not be read");
  }

  private static List<String> told(JsonNode incident, String kind) {
    return StreamSupport.stream(incident.path("moments").spliterator(), false)
        .filter(one -> one.path("kind").asText().equals(kind))
        .map(one -> one.path("what").asText() + " " + one.path("who").asText())
        .toList();
  }
}
