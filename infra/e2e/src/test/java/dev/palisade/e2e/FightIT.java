package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.policy.Limits;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.platform.store.TicketBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.ApiName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.OpsItem;
import software.amazon.awssdk.services.ssm.model.OpsItemSummary;

/** A client that opens what was mended, as a run of Terraform does that knows it no other way. */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
class FightIT {

  private static final String CONTROL = "S3.PublicAccess";
  private static final String MAY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
      "Action":"s3:PutBucketPublicAccessBlock","Resource":"*"}]}\
      """;

  private final LocalSystem system;
  private final Clients clients;
  private final Hub hub;
  private final SsmClient ssm;

  FightIT(LocalSystem system) {
    this.system = system;
    this.clients = system.clients();
    this.hub = new Hub(system);
    this.ssm = clients.hub(SsmClient.builder());
  }

  @Test
  void stopsAfterTheRoundWithOneTicketAndWritesNothingAfter() {
    AwsCredentials pipeline = clients.user(LocalSystem.OTHER, "pipeline", MAY);
    Bucket bucket = Bucket.made(clients, "e2e-fight");
    hub.quiet("data");
    int round = Limits.DEFAULT.fightReopenings();
    for (int i = 1; i <= round; i++) {
      Case mended = runOf(pipeline, bucket, i);
      assertThat(mended.state()).as(mended.reason()).isEqualTo(CaseState.VERIFIED);
    }

    Case stopped = runOf(pipeline, bucket, round + 1);
    assertThat(stopped.state()).as(stopped.reason()).isEqualTo(CaseState.TICKETED);
    assertThat(stopped.reason()).contains("mended " + round, "user/pipeline with Terraform");

    Map<String, Long> writes = Writes.of(system);
    apply(pipeline, bucket);
    apply(pipeline, bucket);
    Case told =
        Await.until(
            "the case to be told of two more runs",
            Await.PATIENCE,
            () ->
                hub.book()
                    .find(stopped.id())
                    .filter(item -> item.trail().size() == stopped.trail().size() + 2));
    assertThat(told.state()).isEqualTo(CaseState.TICKETED);
    assertThat(hub.cases(CONTROL, bucket.arn())).hasSize(round + 1);
    assertThat(Writes.of(system)).as("nothing is written after").isEqualTo(writes);

    OpsItem ticket = ticket(told);
    assertThat(ticket.description())
        .contains(
            "user/pipeline with Terraform",
            "aws_s3_bucket_public_access_block: block_public_acls",
            "found again after PutBucketPublicAccessBlock");
    assertThat(about(bucket)).hasSize(1);
  }

  private void apply(AwsCredentials who, Bucket bucket) {
    clients
        .as(who, S3Client.builder())
        .putPublicAccessBlock(b ->
            b.bucket(bucket.name())
                .publicAccessBlockConfiguration(block -> block.blockPublicAcls(false))
                .overrideConfiguration(o ->
                    o.addApiName(ApiName.builder().name("HashiCorp").version("1.0").build())
                        .addApiName(ApiName.builder().name("Terraform").version("1.9.5").build())));
  }

  /** What became of one more run. */
  private Case runOf(AwsCredentials who, Bucket bucket, int number) {
    apply(who, bucket);
    return Await.until(
        "case " + number + " to end",
        Await.PATIENCE,
        () ->
            Optional.of(hub.cases(CONTROL, bucket.arn()))
                .filter(cases -> cases.size() == number && !cases.getLast().state().isOpen())
                .map(List::getLast));
  }

  /** The case's OpsItem, once it was told all of it. */
  private OpsItem ticket(Case item) {
    TicketBook book =
        new TicketBook(clients.hub(DynamoDbClient.builder()), system.output("PalisadeTable"));
    FiledTicket filed =
        Await.until(
            "the ticket to be told",
            Await.PATIENCE,
            () -> book.of(item.id()).filter(one -> one.told() == item.trail().size()));
    return ssm.getOpsItem(b -> b.opsItemId(filed.id())).opsItem();
  }

  private List<OpsItemSummary> about(Bucket bucket) {
    return ssm
        .describeOpsItemsPaginator(b -> b.opsItemFilters(List.of()))
        .opsItemSummaries()
        .stream()
        .filter(item -> item.title().contains(bucket.name()))
        .toList();
  }
}
