package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.cli.Exit;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * The audit log as an auditor finds it: whole, signed, and not whole once somebody took from it.
 */
@WithLocalSystem
class AuditIT {

  private final LocalSystem system;
  private final Hub hub;
  private final Clients clients;
  private final People people;

  AuditIT(LocalSystem system) {
    this.system = system;
    this.hub = new Hub(system);
    this.clients = system.clients();
    this.people = system.people();
  }

  @Test
  void aCaseThatSomebodyTookOutOfTheLogIsMissed() {
    Case denied = denied("e2e-audit");
    new AuditBucket(system).holds(denied);
    sign();
    CommandLine auditor = new CommandLine(system);
    CommandLine.Answer whole = auditor.run("audit", "verify");
    assertThat(whole.exit()).as(whole.toString()).isEqualTo(Exit.DONE);
    assertThat(whole.out()).contains("the record is whole");
    assertThat(auditor.run("audit", "export", "--format", "json", "--case", denied.id()).out())
        .contains(denied.id(), "noor@example.com", "not now", "DECISION");

    take("cases/" + denied.id() + "/");

    CommandLine.Answer missed = auditor.run("audit", "verify");
    assertThat(missed.exit()).as(missed.toString()).isEqualTo(Exit.FAILED);
    assertThat(missed.out()).contains(denied.id());
  }

  private Case denied(String name) {
    String rights =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"ec2:AuthorizeSecurityGroupIngress\",\"Resource\":\"*\"}]}";
    OpenGroup group =
        OpenGroup.made(clients, name).opened(clients.user(LocalSystem.OTHER, name, rights), 12345);
    Case asked =
        Await.until(
            "people to be asked",
            Await.PATIENCE,
            () ->
                hub.latest(OpenGroup.CONTROL, group.arn())
                    .filter(item -> item.state() == CaseState.AWAITING_APPROVAL));
    assertThat(people.noor().palisade("deny", asked.id(), "--reason", "not now").exit())
        .isEqualTo(Exit.DONE);
    return hub.book().find(asked.id()).orElseThrow();
  }

  /** What the clock does every hour. */
  private void sign() {
    InvokeResponse answer =
        clients
            .hub(LambdaClient.builder())
            .invoke(
                b -> b.functionName("palisade-digest:live").payload(SdkBytes.fromUtf8String("{}")));
    assertThat(answer.functionError()).as(answer.payload().asUtf8String()).isNull();
  }

  /** Somebody with the root key removes objects for good, past a lock in governance mode. */
  private void take(String prefix) {
    S3Client s3 = clients.hub(S3Client.builder());
    String bucket = system.output("PalisadeAuditBucket");
    List<ObjectVersion> versions =
        s3.listObjectVersions(b -> b.bucket(bucket).prefix(prefix)).versions();
    assertThat(versions).isNotEmpty();
    versions.forEach(version ->
        s3.deleteObject(b ->
            b.bucket(bucket)
                .key(version.key())
                .versionId(version.versionId())
                .bypassGovernanceRetention(true)));
  }
}
