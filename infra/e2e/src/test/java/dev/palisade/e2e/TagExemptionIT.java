package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** The same tag, set by somebody whom policy lets and by somebody else. */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
class TagExemptionIT {

  private static final String CONTROL = "S3.PublicAccess";
  private static final String TAG = "e2e:exempt";
  private static final String MAY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:PutBucketTagging",\
      "s3:PutBucketPublicAccessBlock"],"Resource":"*"}]}\
      """;

  private final LocalSystem system;
  private final Clients clients;
  private final Hub hub;

  TagExemptionIT(LocalSystem system) {
    this.system = system;
    this.clients = system.clients();
    this.hub = new Hub(system);
  }

  @Test
  void exemptsOnlyWhereSomebodySetItWhoMay() {
    AwsCredentials board = clients.user(LocalSystem.OTHER, "risk-board", MAY);
    AwsCredentials engineer = clients.user(LocalSystem.OTHER, "tag-engineer", MAY);
    DeployedLimits.change(
        system,
        policy -> {
          ArrayNode tags = policy.withObject("/exemptions").withArray("tags");
          ObjectNode rule = tags.addObject().put("tag", TAG + "=true");
          rule.putArray("set-by")
              .add("arn:aws:iam::%s:user/risk-board".formatted(LocalSystem.OTHER));
          rule.putArray("controls").add(CONTROL);
        });
    Bucket theirs = Bucket.made(clients, "e2e-tag-board");
    Bucket own = Bucket.made(clients, "e2e-tag-own");
    hub.quiet("data");

    // Functions read the policy within a minute: until then, the tag says nothing to them.
    Case exempt =
        Await.until(
            "the tag to exempt",
            Await.PATIENCE,
            () -> {
              tag(board, theirs);
              theirs.open(clients, board);
              return ended(theirs, hub.cases(CONTROL, theirs.arn()).size())
                  .filter(item -> item.state() == CaseState.EXEMPT);
            });
    assertThat(exempt.reason()).contains("exempt by its tag", "user/risk-board");

    tag(engineer, own);
    hub.quiet("data");
    own.open(clients, engineer);
    Case mended = Await.until("the case to end", Await.PATIENCE, () -> ended(own, 1));
    assertThat(mended.state()).as(mended.reason()).isEqualTo(CaseState.VERIFIED);
    assertThat(mended.decision().why()).contains("user/tag-engineer set it, who may not");
  }

  private Optional<Case> ended(Bucket bucket, int number) {
    hub.quiet("data");
    List<Case> cases = hub.cases(CONTROL, bucket.arn());
    return Optional.of(cases)
        .filter(all -> all.size() >= number && !all.isEmpty())
        .map(List::getLast)
        .filter(item -> !item.state().isOpen());
  }

  private void tag(AwsCredentials who, Bucket bucket) {
    clients
        .as(who, S3Client.builder())
        .putBucketTagging(b ->
            b.bucket(bucket.name())
                .tagging(t ->
                    t.tagSet(
                        List.of(
                            Tag.builder().key("palisade:workload").value("e2e").build(),
                            Tag.builder().key(TAG).value("true").build()))));
  }
}
