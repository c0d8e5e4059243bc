package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.Exit;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Approval;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.desk.CallerProof;
import dev.palisade.platform.store.PeopleBook;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** People decide at the front desk: who may, once, in time, on the plan they saw. */
@WithLocalSystem
class PeopleIT {

  private static final String MAY_OPEN =
      """
      {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"ec2:AuthorizeSecurityGroupIngress","Resource":"*"}]}\
      """;

  private final LocalSystem system;
  private final Hub hub;
  private final Clients clients;
  private final People people;
  private final PeopleBook book;

  PeopleIT(LocalSystem system) {
    this.system = system;
    this.hub = new Hub(system);
    this.clients = system.clients();
    this.people = system.people();
    this.book =
        new PeopleBook(clients.hub(DynamoDbClient.builder()), system.output("PalisadeTable"));
  }

  @Test
  void anApprovalIsAppliedUnderTheDomainsRoleAndHandedOnByOneExecution() {
    OpenGroup group = OpenGroup.made(clients, "e2e-approved").opened(engineer("ana"), 12345);
    Case asked = asked(group);
    assertThat(asked.question()).isNotNull();
    assertThat(asked.question().groups()).containsExactly("security");
    assertThat(people.maya().palisade("approve", asked.id(), "--reason", "seen").exit())
        .isEqualTo(Exit.DONE);
    Case end = ended(asked);
    assertThat(end.state()).as(end.reason()).isEqualTo(CaseState.VERIFIED);
    assertThat(end.approvals())
        .extracting(Approval::person, Approval::by)
        .singleElement()
        .asString()
        .contains("maya@example.com", "the command line", "user/maya");
    assertThat(group.ports()).isEmpty();
    assertThat(execution(asked)).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(people.maya().palisade("undo", asked.id()).exit()).isEqualTo(Exit.DONE);
    assertThat(group.ports()).containsExactly(12345);
  }

  @Test
  void aNoLeavesEverything() {
    OpenGroup group = OpenGroup.made(clients, "e2e-denied").opened(engineer("ben"), 12345);
    Case asked = asked(group);
    assertThat(people.noor().palisade("deny", asked.id(), "--reason", "meant").exit())
        .isEqualTo(Exit.DONE);
    assertThat(ended(asked).state()).isEqualTo(CaseState.DENIED);
    assertThat(execution(asked)).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(group.ports()).containsExactly(12345);
  }

  @Test
  void nobodyApprovesTheirOwnChangeOrExemptsIt() {
    // Maya's user in the other account is the same person by policy's mapping.
    OpenGroup group = OpenGroup.made(clients, "e2e-own").opened(engineer("maya"), 12345);
    Case asked = asked(group);
    assertRefused(people.maya().palisade("approve", asked.id()), "made the change");
    assertRefused(
        people.maya().palisade("exempt", asked.id(), "--reason", "mine", "--for", "1d"),
        "made the change");
    assertThat(now(asked)).isEqualTo(asked);
    assertThat(refusals(asked)).hasSize(2);
    assertThat(people.noor().palisade("approve", asked.id()).exit()).isEqualTo(Exit.DONE);
  }

  @Test
  void whomPolicyDoesNotNameMayNothing() {
    OpenGroup group = OpenGroup.made(clients, "e2e-stranger").opened(engineer("cleo"), 12345);
    Case asked = asked(group);
    assertRefused(people.stranger().palisade("approve", asked.id()), "policy gives them no such");
    assertRefused(people.stranger().palisade("freeze", "--reason", "x"), "policy gives them no");
    assertRefused(
        people.stranger().palisade("exempt", asked.id(), "--reason", "x", "--for", "1d"),
        "policy gives them no such role");
    assertThat(now(asked)).isEqualTo(asked);
    assertThat(hub.book().freeze()).isEmpty();
    assertThat(refusals(asked)).isNotEmpty();
  }

  @Test
  void aForgedOrStaleProofChangesNothing() {
    OpenGroup group = OpenGroup.made(clients, "e2e-forged").opened(engineer("dan"), 12345);
    Case asked = asked(group);
    String yes =
        "{\"action\":\"DECIDE\",\"members\":{\"case\":\"%s\",\"plan\":\"%s\",\"yes\":\"true\"}}"
            .formatted(asked.id(), asked.proposal().hash());
    AwsCredentials maya = people.maya().credentials();
    String genuine = proof(yes, maya);
    String forged = genuine.replaceFirst("X-Amz-Signature=.{8}", "X-Amz-Signature=deadbeef");
    String another = proof(yes.replace("true", "false"), maya);
    String stale = genuine.replaceFirst("X-Amz-Date=\\d{8}", "X-Amz-Date=20260101");
    String elsewhere = genuine.replaceFirst("127\\.0\\.0\\.1", "localhost");
    for (String proof : List.of(forged, another, stale, elsewhere, "", "https://example.com/")) {
      assertThat(desk(proof, yes).path("refused").asText()).as(proof).isNotEmpty();
    }
    assertThat(now(asked)).isEqualTo(asked);
    assertThat(desk(genuine, yes).has("done")).isTrue();
  }

  @Test
  void twoAtOnceAreAppliedOnce() {
    OpenGroup group = OpenGroup.made(clients, "e2e-twice").opened(engineer("eva"), 12345);
    Case asked = asked(group);
    List<CompletableFuture<CommandLine.Answer>> both =
        List.of(people.maya(), people.noor()).stream()
            .map(person ->
                CompletableFuture.supplyAsync(
                    () -> person.palisade("approve", asked.id(), "--no-wait")))
            .toList();
    assertThat(both).extracting(answer -> answer.join().exit()).contains(Exit.DONE);
    Case end = ended(asked);
    assertThat(end.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(end.trail()).filteredOn(entry -> entry.stage().equals("APPLYING")).hasSize(1);
  }

  @Test
  void aChangeWhileWaitingMakesThePlanStale() {
    OpenGroup group = OpenGroup.made(clients, "e2e-stale").opened(engineer("fay"), 12345);
    Case asked = asked(group);
    group.opened(engineer("gus"), 12346);
    Case stale = ended(asked);
    assertThat(stale.state()).isEqualTo(CaseState.STALE);
    assertRefused(people.maya().palisade("approve", asked.id()), "nothing to decide");
    Case anew = asked(group);
    assertThat(anew.id()).isNotEqualTo(asked.id());
    assertThat(anew.steps()).hasSize(2);
    assertThat(group.ports()).containsExactly(12345, 12346);
  }

  @Test
  void anExemptionLetsAFindingStandUntilItEnds() {
    OpenGroup group = OpenGroup.made(clients, "e2e-exempt").opened(engineer("hal"), 12345);
    Case asked = asked(group);
    CommandLine.Answer given =
        people.maya().palisade("exempt", asked.id(), "--reason", "a demo", "--for", "2d", "--json");
    assertThat(given.exit()).as(given.err()).isEqualTo(Exit.DONE);
    String exemption = LocalSystem.read(given.out()).path("id").asText();
    Case stands = ended(asked);
    assertThat(stands.state()).isEqualTo(CaseState.EXEMPT);
    assertThat(stands.reason()).contains(exemption, "a demo", "maya@example.com");
    assertThat(people.maya().palisade("exempt", "--end", exemption, "--reason", "over").exit())
        .isEqualTo(Exit.DONE);
    Case anew =
        Await.until(
            "the finding to be asked about again",
            Await.PATIENCE,
            () ->
                hub.latest(OpenGroup.CONTROL, group.arn())
                    .filter(item -> item.state() == CaseState.AWAITING_APPROVAL));
    assertThat(anew.id()).isNotEqualTo(asked.id());
  }

  @Test
  void anExpiryDoesWhatPolicySays() {
    DeployedLimits.change(
        system,
        policy ->
            policy
                .withObject("/approvals/high")
                .put("remind", "2s")
                .put("expire", "6s")
                .put("then", "ticket"));
    try {
      Case asked = askedFor(Duration.ofSeconds(6));
      Case end = ended(asked);
      assertThat(end.state()).as(end.reason()).isEqualTo(CaseState.TICKETED);
      assertThat(end.reason()).contains("nobody decided in time");
      assertThat(execution(asked)).isEqualTo(ExecutionStatus.SUCCEEDED);
    } finally {
      DeployedLimits.change(
          system,
          policy -> policy.withObject("/approvals/high").put("remind", "4h").put("expire", "24h"));
      askedFor(Duration.ofHours(24));
    }
  }

  /** Asks until functions have read the policy by which a question stands for a time. */
  private Case askedFor(Duration time) {
    return Await.until(
        "a question for " + time,
        Duration.ofSeconds(150),
        () -> {
          OpenGroup group =
              OpenGroup.made(clients, "e2e-expiry-" + System.nanoTime())
                  .opened(engineer("ida-" + System.nanoTime()), 12345);
          Case asked =
              Await.until(
                  "a case of " + group.arn(),
                  Await.PATIENCE,
                  () -> hub.latest(OpenGroup.CONTROL, group.arn()));
          Instant deadline = Objects.requireNonNull(asked.question()).deadline();
          return Optional.of(asked)
              .filter(item ->
                  Duration.between(item.openedAt(), deadline).minus(time).abs().toSeconds() < 3);
        });
  }

  private AwsCredentials engineer(String name) {
    return clients.user(LocalSystem.OTHER, name, MAY_OPEN);
  }

  private Case asked(OpenGroup group) {
    return Await.until(
        "people to be asked about " + group.arn(),
        Await.PATIENCE,
        () ->
            hub.latest(OpenGroup.CONTROL, group.arn())
                .filter(item -> item.state() == CaseState.AWAITING_APPROVAL));
  }

  private Case ended(Case item) {
    return await(item, one -> !one.state().isOpen());
  }

  private Case await(Case item, Predicate<Case> wanted) {
    return Await.until(
        "case " + item.id(), Await.PATIENCE, () -> Optional.of(now(item)).filter(wanted));
  }

  private Case now(Case item) {
    return hub.book().find(item.id()).orElseThrow();
  }

  private ExecutionStatus execution(Case item) {
    SfnClient steps = clients.hub(SfnClient.builder());
    String arn =
        "arn:aws:states:%s:%s:execution:palisade-approvals:%s"
            .formatted(LocalSystem.REGION, LocalSystem.HUB, item.id());
    return Await.until(
        "the execution of " + item.id() + " to end",
        Await.PATIENCE,
        () -> status(steps, arn).filter(status -> status != ExecutionStatus.RUNNING));
  }

  // Somebody may decide before the table's stream has started it.
  private static Optional<ExecutionStatus> status(SfnClient steps, String execution) {
    try {
      return Optional.of(steps.describeExecution(b -> b.executionArn(execution)).status());
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }

  private List<JournalEntry> refusals(Case item) {
    return book.journal(Instant.now().toString().substring(0, 10)).stream()
        .filter(entry -> entry.kind() == JournalEntry.Kind.REFUSED)
        .filter(entry -> entry.about().equals(item.id()))
        .toList();
  }

  private String proof(String request, AwsCredentials person) {
    return CallerProof.of(request, URI.create(system.url()), LocalSystem.REGION, person).url();
  }

  private JsonNode desk(String proof, String request) {
    String payload =
        Codec.plain().createObjectNode().put("proof", proof).put("request", request).toString();
    return LocalSystem.read(
        clients
            .hub(LambdaClient.builder())
            .invoke(
                b -> b.functionName("palisade-desk:live").payload(SdkBytes.fromUtf8String(payload)))
            .payload()
            .asUtf8String());
  }

  private static void assertRefused(CommandLine.Answer answer, String why) {
    assertThat(answer.exit()).as(answer.toString()).isEqualTo(Exit.FAILED);
    assertThat(answer.err()).contains(why);
  }
}
