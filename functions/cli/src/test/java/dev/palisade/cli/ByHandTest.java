package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.core.cases.CaseState;
import dev.palisade.data.bucket.PublicAccessBlock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scan}, {@code plan} and {@code fix} with the caller's own credentials. */
class ByHandTest {

  private final Bench bench = new Bench();

  @TempDir private Path folder;

  @BeforeEach
  void bucketsOfTwoWorkloads() {
    bench.buckets.open("churn-training", Bench.WORKLOAD);
    bench.buckets.good("churn-artifacts", Bench.WORKLOAD);
    bench.buckets.open("marketing-site", Map.of());
  }

  @Test
  void scanPrintsWhatTheContractSays() throws Exception {
    int exit = bench.run("", "scan", "--control", "S3.PublicAccess", "--json");
    assertThat(bench.out()).isEqualTo(golden("scan.json"));
    assertThat(exit).isEqualTo(Exit.REMAINS);
  }

  @Test
  void scanShowsOthersOnDemand() throws Exception {
    bench.run("", "scan", "--scope", "all", "--json");
    assertThat(bench.json().findValuesAsText("resource")).contains("arn:aws:s3:::marketing-site");
    assertThat(bench.buckets.calls).isEmpty();
  }

  @Test
  void scanEndsWellWhereAllHolds() {
    bench.buckets.buckets.remove("churn-training");
    assertThat(bench.run("", "scan")).isZero();
    assertThat(bench.out()).contains("0 findings, 5 hold");
  }

  @Test
  void whatCantBeReadIsAnErrorOfItsOwn() throws Exception {
    bench.buckets.denied = true;
    assertThat(bench.run("", "scan", "--json")).isEqualTo(Exit.FAILED);
    assertThat(bench.json().findValuesAsText("status")).isNotEmpty().containsOnly("ERROR");
    assertThat(bench.json().get(0).path("error").asText()).contains("access denied");
  }

  @Test
  void unknownTypesAndControlsAreWrongUsage() {
    assertThat(bench.run("", "scan", "--type", "AWS::S3::Bukket")).isEqualTo(Exit.USAGE);
    assertThat(bench.run("", "scan", "--control", "S3.Nothing")).isEqualTo(Exit.USAGE);
    assertThat(bench.run("", "scan", "--scope", "some")).isEqualTo(Exit.USAGE);
  }

  @Test
  void planPrintsWhatTheContractSays() throws Exception {
    int exit = bench.run("", "plan", Bench.OPEN, "--json");
    assertThat(bench.out()).isEqualTo(golden("plan.json"));
    assertThat(exit).isEqualTo(Exit.REMAINS);
    assertThat(bench.buckets.calls).isEmpty();
  }

  @Test
  void planShowsADiff() {
    bench.run("", "plan", Bench.OPEN);
    assertThat(bench.out())
        .contains("S3.PublicAccess  arn:aws:s3:::churn-training  ENFORCE")
        .contains("+ ")
        .contains("[s3:PutBucketPublicAccessBlock]");
  }

  @Test
  void planOfWhatHoldsIsEmpty() throws Exception {
    assertThat(bench.run("", "plan", "arn:aws:s3:::churn-artifacts", "--json")).isZero();
    assertThat(bench.json()).isEmpty();
  }

  @Test
  void planTakesAnEvent() throws Exception {
    Path file = event("PutBucketPublicAccessBlock", MemoryBuckets.ACCOUNT);
    assertThat(bench.run("", "plan", "--event", file.toString(), "--json")).isEqualTo(Exit.REMAINS);
    assertThat(bench.json().get(0).path("control").asText()).isEqualTo("S3.PublicAccess");
  }

  @Test
  void anEventOfAnotherAccountIsRefused() throws Exception {
    Path file = event("PutBucketPublicAccessBlock", "333333333333");
    assertThat(bench.run("", "plan", "--event", file.toString())).isEqualTo(Exit.USAGE);
    assertThat(bench.err()).contains("the event is of account 333333333333");
  }

  @Test
  void whatIsNoArnOrNoEventIsWrongUsage() throws Exception {
    assertThat(bench.run("", "plan", "churn-training")).isEqualTo(Exit.USAGE);
    assertThat(bench.run("", "plan", "arn:aws:sqs:us-east-1:222222222222:q")).isEqualTo(Exit.USAGE);
    assertThat(bench.run("", "plan")).isEqualTo(Exit.USAGE);
    Path file = Files.writeString(folder.resolve("none.json"), "{not json");
    assertThat(bench.run("", "plan", "--event", file.toString())).isEqualTo(Exit.USAGE);
    assertThat(bench.err()).contains("is not JSON");
  }

  @Test
  void fixAsksThenMendsVerifiesAndKeepsTheLedger() throws Exception {
    assertThat(bench.run("y\n", "fix", Bench.OPEN, "--ledger", folder.toString(), "--json"))
        .isZero();
    assertThat(bench.buckets.calls).containsExactly("s3:PutBucketPublicAccessBlock churn-training");
    assertThat(bench.buckets.bucket("churn-training").publicAccess())
        .isEqualTo(PublicAccessBlock.ALL);
    JsonNode item = bench.json().get(0);
    assertThat(item.path("state").asText()).isEqualTo("VERIFIED");
    JsonNode ledger =
        new ObjectMapper().readTree(folder.resolve(item.path("id").asText() + ".json").toFile());
    assertThat(ledger.path("steps").get(0).path("progress").asText()).isEqualTo("DONE");
    assertThat(ledger.path("approvals").get(0).path("by").asText()).isEqualTo(Bench.ME);
  }

  @Test
  void fixChangesNothingWithoutAYes() throws Exception {
    assertThat(bench.run("n\n", "fix", Bench.OPEN, "--ledger", folder.toString(), "--json"))
        .isEqualTo(Exit.REMAINS);
    assertThat(bench.buckets.calls).isEmpty();
    assertThat(bench.json().get(0).path("state").asText()).isEqualTo(CaseState.DENIED.name());
    assertThat(bench.err()).contains("Apply this with your own credentials?");
  }

  @Test
  void fixAllMendsAiWorkloadsOnly() {
    assertThat(bench.run("", "fix", "--all", "--yes", "--ledger", folder.toString())).isZero();
    assertThat(bench.buckets.calls).containsExactly("s3:PutBucketPublicAccessBlock churn-training");
  }

  @Test
  void aFixThatIsDeniedFailsInWords() {
    bench.run("", "fix", Bench.OPEN, "--ledger", folder.toString());
    bench.buckets.denied = true;
    assertThat(bench.run("", "fix", Bench.OPEN, "--yes", "--ledger", folder.toString()))
        .isEqualTo(Exit.FAILED);
    assertThat(bench.err()).contains("access denied").doesNotContain("\tat ");
  }

  private Path event(String name, String account) throws Exception {
    String json =
        """
        {"id":"e-1","source":"aws.s3","detail-type":"AWS API Call via CloudTrail",
         "account":"%s","region":"us-east-1","time":"2026-11-25T10:00:00Z","resources":[],
         "detail":{"eventID":"t-1","eventSource":"s3.amazonaws.com","eventName":"%s",
                   "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::%s:user/eve"},
                   "requestParameters":{"bucketName":"churn-training"}}}
        """
            .formatted(account, name, account);
    return Files.writeString(folder.resolve("event.json"), json);
  }

  /** The text of a golden file; {@code -Dupdate} writes what was printed instead. */
  private String golden(String name) throws Exception {
    Path file = Path.of("src", "test", "resources", "golden", name);
    if (System.getProperty("update") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, bench.out());
    }
    return Files.readString(file);
  }
}
