package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.EventEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.s3.S3Client;

/** Whatever arrives ends: in a case, ignored for a reason, or with the dead letters and one. */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class EventsIT {

  private static final String NO_ROLE = LocalSystem.HUB;

  private final Clients clients;
  private final Hub hub;
  private final Inboxes inboxes;
  private final S3Client s3;
  private final String withoutRole = Inboxes.id();

  EventsIT(LocalSystem system) {
    this.clients = system.clients();
    this.hub = new Hub(system);
    this.inboxes = new Inboxes(clients);
    this.s3 = clients.root(LocalSystem.OTHER, S3Client.builder());
  }

  /** Sent first, since it is tried for a while before it is given up. */
  @BeforeAll
  void sendWhatNobodyCanReach() {
    var parameters = JsonNodeFactory.instance.objectNode().put("groupId", "sg-0e2e");
    inboxes.send(
        "network",
        List.of(
            Inboxes.call(withoutRole, NO_ROLE, "ec2", "AuthorizeSecurityGroupIngress", parameters)
                .toString()));
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(
      strings = {
        "this is no JSON {",
        "[]",
        "{\"source\":\"aws.s3\"}",
        "{\"detail\":{},\"account\":\"12\",\"id\":\"x\",\"source\":\"aws.s3\"}"
      })
  void whatIsNoEventIsADeadLetterWithItsReason(String body) {
    inboxes.send("data", List.of(body));
    String reason =
        Await.until(
            "the dead letter",
            Await.PATIENCE,
            () -> Optional.ofNullable(inboxes.dead("data").get(body)));
    assertThat(reason).isNotEmpty();
  }

  @Test
  @Order(1)
  void callThatNobodyWaitsForIsIgnoredWithAReason() {
    EventEnd end = endOf("data", "PutBucketDaydream", LocalSystem.OTHER, "e2e-whatever");
    assertThat(end.cases()).isEmpty();
    assertThat(end.reason()).isEqualTo("no control of this domain waits for it");
  }

  // Last: names that S3 itself refuses are tried as often as any other message.
  @Test
  @Order(2)
  void bucketsThatAreNotThereEndWithAReasonWhateverTheirNames() {
    Map<String, String> ids = new LinkedHashMap<>();
    Stream.of("e2e-never-was", "名前.bücket..", "a.b.c-e2e-never", "../../etc", "x")
        .forEach(name -> ids.put(name, Inboxes.id()));
    List<String> bodies = new ArrayList<>();
    ids.forEach((name, id) ->
        bodies.add(
            Inboxes.bucketCall(id, LocalSystem.OTHER, "DeleteBucketPublicAccessBlock", name)
                .toString()));
    inboxes.send("data", bodies);
    assertThat(ids)
        .allSatisfy((name, id) -> {
          EventEnd end = hub.ending(id);
          assertThat(end.cases()).as(name).isEmpty();
          assertThat(end.reason()).as(name).isNotEmpty();
        });
  }

  @Test
  @Order(3)
  void accountWithoutTheRoleIsADeadLetterWithTheReason() {
    EventEnd end = hub.ending(withoutRole);
    assertThat(end.reason()).startsWith("dead-lettered").containsIgnoringCase("AssumeRole");
    assertThat(inboxes.dead("network"))
        .anySatisfy((body, reason) -> {
          assertThat(body).contains(withoutRole);
          assertThat(reason).isNotEmpty();
        });
  }

  @Test
  @Order(1)
  void eventThatNamesAnotherAccountsResourceIsRefused() {
    String id = Inboxes.id();
    var parameters =
        JsonNodeFactory.instance
            .objectNode()
            .put(
                "functionName",
                "arn:aws:lambda:us-east-1:%s:function:churn".formatted(LocalSystem.MEMBER));
    inboxes.send(
        "compute",
        List.of(
            Inboxes.call(id, LocalSystem.OTHER, "lambda", "AddPermission20150331v2", parameters)
                .toString()));
    EventEnd end = hub.ending(id);
    assertThat(end.cases()).isEmpty();
    assertThat(end.reason()).contains("belongs to another account");
  }

  @Test
  @Order(1)
  void largePolicyWithUnicodeIsMendedByteForByteElsewhere() {
    // Nobody's yet, so that it may be opened: with the block on, S3 takes no public policy.
    Bucket bucket = new Bucket("e2e.large.policy");
    s3.createBucket(b -> b.bucket(bucket.name()));
    s3.deletePublicAccessBlock(b -> b.bucket(bucket.name()));
    String padding = "ü".repeat(3_000);
    String kept =
        """
        ,{"Sid":"Team","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},\
        "Action":"s3:GetObject","Resource":"%s/%s/*"}\
        """
            .formatted(LocalSystem.OTHER, bucket.arn(), padding);
    String open =
        """
        ,{"Sid":"All","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"%s/*"}\
        """
            .formatted(bucket.arn());
    s3.putBucketPolicy(
        b -> b.bucket(bucket.name()).policy(Bucket.policy(bucket.name(), kept + open)));
    bucket.tag(s3);

    Case mended =
        Await.until(
            "the policy to be mended",
            Await.PATIENCE,
            () ->
                hub.latest("S3.PublicPolicy", bucket.arn()).filter(item -> !item.state().isOpen()));
    assertThat(mended.state()).as(mended.reason()).isEqualTo(CaseState.VERIFIED);
    assertThat(LocalSystem.read(s3.getBucketPolicy(b -> b.bucket(bucket.name())).policy()))
        .isEqualTo(LocalSystem.read(Bucket.policy(bucket.name(), kept)));
  }

  @Test
  @Order(1)
  void everyOneOfFiveHundredMixedEventsEndsExactlyOnce() {
    Bucket fine = made("e2e-mixed-fine");
    Bucket open = made("e2e-mixed-open");
    hub.consume(false);
    open.open(clients, root());
    List<String> bodies = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < 500; i++) {
      String id = Inboxes.id();
      ids.add(id);
      bodies.add(mixed(i, id, fine, open));
    }
    bodies.addAll(bodies.subList(0, 100));
    Collections.shuffle(bodies, new Random(7));
    inboxes.send("data", bodies);
    hub.consume(true);
    hub.quiet("data");

    Map<String, String> dead = inboxes.dead("data");
    for (String id : ids) {
      List<EventEnd> ends = hub.book().endings(id);
      boolean isDead = dead.keySet().stream().anyMatch(body -> body.contains(id));
      if (ends.isEmpty()) {
        assertThat(isDead).as("event %s is lost", id).isTrue();
      } else {
        assertThat(ends).as("event %s", id).hasSize(1);
        EventEnd end = ends.getFirst();
        assertThat(end.cases().isEmpty()).as("%s", end).isNotEqualTo(end.reason().isEmpty());
        assertThat(isDead).as("%s", end).isEqualTo(end.reason().startsWith("dead-lettered"));
      }
    }
    assertThat(dead.values()).as("every dead letter says why").doesNotContain("");
    assertThat(hub.cases("S3.PublicAccess", open.arn())).as("one gap, one case").hasSize(1);
    assertThat(hub.cases("S3.PublicAccess", fine.arn())).isEmpty();
  }

  /** A bucket whose making has been looked at already. */
  private Bucket made(String name) {
    Bucket bucket = Bucket.made(clients, name);
    hub.quiet("data");
    return bucket;
  }

  private static String mixed(int number, String id, Bucket fine, Bucket open) {
    return switch (number % 10) {
      case 0 ->
          Inboxes.bucketCall(id, LocalSystem.OTHER, "DeleteBucketPublicAccessBlock", open.name())
              .toString();
      case 1, 2 ->
          Inboxes.bucketCall(id, LocalSystem.OTHER, "PutBucketPublicAccessBlock", fine.name())
              .toString();
      case 3 ->
          Inboxes.bucketCall(
                  id, LocalSystem.OTHER, "PutBucketPublicAccessBlock", "e2e-gone-" + number)
              .toString();
      case 4 -> "{\"not\":\"an event\",\"eventID\":\"" + id + "\"}";
      case 5 -> "no JSON " + id;
      case 6 ->
          Inboxes.call(
                  id,
                  LocalSystem.OTHER,
                  "ec2",
                  "AuthorizeSecurityGroupIngress",
                  JsonNodeFactory.instance.objectNode())
              .toString();
      default ->
          Inboxes.bucketCall(id, LocalSystem.OTHER, "PutBucketDaydream", fine.name()).toString();
    };
  }

  private EventEnd endOf(String domain, String call, String account, String bucket) {
    String id = Inboxes.id();
    inboxes.send(domain, List.of(Inboxes.bucketCall(id, account, call, bucket).toString()));
    return Await.until(
        call + " on " + bucket + " to end",
        Await.PATIENCE,
        () -> hub.book().endings(id).stream().findFirst());
  }

  private static AwsBasicCredentials root() {
    return AwsBasicCredentials.create(LocalSystem.OTHER, "test");
  }
}
