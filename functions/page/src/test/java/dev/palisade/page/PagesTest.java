package dev.palisade.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.people.Exemption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages show and what becomes of their forms, over the desk itself. */
class PagesTest {

  private static final String ID = "c-16gi0i8kn06";
  private static final String HASH =
      "3f1c9a0000000000000000000000000000000000000000000000000000000001";

  private final Rig rig = new Rig();
  private final Caller alice = rig.signedIn(Rig.ALICE);
  private final Caller ops = rig.signedIn(Rig.OPS);

  private APIGatewayV2HTTPResponse decide(Caller caller, String answer, String hash) {
    return caller.post(
        "/cases/%s/decision".formatted(ID),
        Map.of("plan", hash, "reason", "looks right", "answer", answer));
  }

  private Case now() {
    return rig.cases.find(ID).orElseThrow();
  }

  @Test
  void aCaseShowsAllThatADecisionNeeds() {
    rig.waiting(ID);
    assertThat(alice.get("/cases/" + ID).getBody())
        .contains("PutBucketPolicy", "carol@example.com, as arn:aws:iam::222222222222:role/data")
        .contains("training input of job churn-42")
        .contains("Remove the statement Everyone", "- ", "can be undone")
        .contains("If nobody decides", "a ticket is opened, and nothing is changed")
        .contains("The trail is whole")
        .contains("name=\"plan\" value=\"" + HASH + "\"");
  }

  @Test
  void anApprovalIsRecordedUnderThePersonsName() {
    rig.waiting(ID);
    APIGatewayV2HTTPResponse answer = decide(alice, "approve", HASH);
    assertThat(answer.getStatusCode()).isEqualTo(303);
    assertThat(now().isApproved()).isTrue();
    assertThat(now().approvals().getFirst().by())
        .isEqualTo("alice@example.com (the page, u-alice)");
    assertThat(alice.get(answer.getHeaders().get("Location")).getBody())
        .contains("You approved the plan.", "alice@example.com approved", "looks right");
  }

  @Test
  void aDenialEndsTheCase() {
    rig.waiting(ID);
    decide(alice, "deny", HASH);
    assertThat(now().state()).isEqualTo(CaseState.DENIED);
  }

  @Test
  void aTicketIsAskedForInstead() {
    rig.waiting(ID);
    decide(alice, "ticket", HASH);
    assertThat(rig.events)
        .singleElement()
        .satisfies(
            event -> assertThat(event.at("/detail/by").asText()).isEqualTo("alice@example.com"));
  }

  @Test
  void anApprovalOfAnotherPlanIsRefusedInWords() {
    rig.waiting(ID);
    APIGatewayV2HTTPResponse answer = decide(alice, "approve", "0".repeat(64));
    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(answer.getBody()).contains("has another plan by now; look at it again");
    assertThat(now().approvals()).isEmpty();
  }

  @Test
  void whoMadeTheChangeCannotApproveIt() {
    rig.waiting(ID);
    Caller carol = rig.signedIn(Rig.CAROL);
    APIGatewayV2HTTPResponse answer = decide(carol, "approve", HASH);
    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(answer.getBody()).contains("made the change and can't approve its fix");
    assertThat(now().approvals()).isEmpty();
    assertThat(rig.journal()).extracting(JournalEntry::kind).contains(JournalEntry.Kind.REFUSED);
  }

  @Test
  void approvingTwiceApprovesOnce() {
    rig.waiting(ID, json -> json.put("approvalsNeeded", 2));
    decide(alice, "approve", HASH);
    decide(alice, "approve", HASH);
    assertThat(now().isApproved()).isFalse();
    assertThat(alice.get("/cases/" + ID).getBody()).contains("1 of 2 approvals");
  }

  @Test
  void whoMayNotDecideSeesWhyAndIsRefused() {
    rig.waiting(ID);
    assertThat(ops.get("/cases/" + ID).getBody())
        .contains("is in none of the groups that decide on this")
        .doesNotContain("Approve the plan");
    assertThat(decide(ops, "approve", HASH).getStatusCode()).isEqualTo(403);
    assertThat(now().approvals()).isEmpty();
  }

  @Test
  void whomPolicyNamesNowhereSeesNothing() {
    rig.waiting(ID);
    Caller eve = rig.signedIn(Rig.NOBODY);
    for (String path : new String[] {"/cases", "/cases/" + ID, "/exemptions", "/fix/event-1"}) {
      APIGatewayV2HTTPResponse answer = eve.get(path);
      assertThat(answer.getStatusCode()).as(path).isEqualTo(403);
      assertThat(answer.getBody())
          .contains("policy gives them no such role")
          .doesNotContain("churn");
    }
    assertThat(eve.get("/me").getBody()).contains("policy names you nowhere");
  }

  @ParameterizedTest
  @CsvSource({"approve,''", "'',looks right", "maybe,looks right"})
  void aFormThatLacksSomethingIsSaidAndDoesNothing(String answer, String reason) {
    rig.waiting(ID);
    APIGatewayV2HTTPResponse said =
        alice.post(
            "/cases/%s/decision".formatted(ID),
            Map.of("plan", HASH, "reason", reason, "answer", answer));
    assertThat(said.getStatusCode()).isEqualTo(400);
    assertThat(said.getBody()).contains("is missing. Nothing was done.");
    assertThat(now().approvals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', c-aaaaaaaaaa",
    "state=VERIFIED, c-bbbbbbbbbb",
    "state=all&text=churn, c-aaaaaaaaaa",
    "state=all&account=333333333333, c-bbbbbbbbbb",
    "state=all&severity=LOW, c-bbbbbbbbbb",
    "state=all&control=S3.PublicPolicy&text=TRAINING, c-aaaaaaaaaa",
    "state=none, c-aaaaaaaaaa"
  })
  void filtersLetThroughWhatFits(String query, String id) {
    rig.waiting("c-aaaaaaaaaa");
    rig.fixed("c-bbbbbbbbbb", PagesTest::elsewhere);
    String other = id.equals("c-aaaaaaaaaa") ? "c-bbbbbbbbbb" : "c-aaaaaaaaaa";
    assertThat(alice.get("/cases?" + query).getBody()).contains(id).doesNotContain(other);
  }

  private static void elsewhere(ObjectNode json) {
    json.put("severity", "LOW");
    json.put("control", "S3.Encryption");
    json.put("title", "Keys");
    ObjectNode resource = (ObjectNode) json.get("resource");
    resource.put("arn", "arn:aws:s3:::other").put("id", "other").put("account", "333333333333");
    ((ObjectNode) json.get("scope")).put("why", "tagged");
  }

  @Test
  void longListsComeInPages() {
    for (char letter = 'a'; letter < 'z'; letter++) {
      rig.waiting("c-%sbbbbbbbbb".formatted(letter));
      rig.waiting("c-%scccccccc%s".formatted(letter, letter), PagesTest::elsewhere);
      if (letter < 'f') {
        rig.waiting("c-%sdddddddd%s".formatted(letter, letter));
      }
    }
    String first = alice.get("/cases").getBody();
    assertThat(first).contains("55 cases, 1 to 50 shown.", "Later in the list");
    assertThat(alice.get("/cases?page=2").getBody())
        .contains("55 cases, 51 to 55 shown.", "Earlier in the list");
    assertThat(alice.get("/cases?page=99999").getStatusCode()).isEqualTo(200);
  }

  @Test
  void hostileNamesStayText() {
    String nasty = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'";
    rig.waiting(
        ID,
        json -> {
          json.put("title", nasty);
          json.put("reason", nasty);
          ((ObjectNode) json.get("resource")).put("arn", "arn:aws:s3:::x" + nasty);
          ((ObjectNode) json.get("scope")).put("why", nasty);
          ((ObjectNode) json.get("origin")).put("name", nasty).put("person", nasty);
          ((ObjectNode) json.get("proposal")).put("rationale", nasty);
          ((ObjectNode) json.get("proposal")).putObject("evidence").put(nasty, nasty);
          ((ObjectNode) json.at("/steps/0")).put("describe", nasty).put("before", nasty);
        });
    rig.desk.freeze(Rig.OPS, nasty);
    for (String path :
        new String[] {"/cases", "/cases/" + ID, "/freeze", "/cases?text=" + "%22%3E%3Cscript%3E"}) {
      assertThat(alice.get(path).getBody())
          .contains("&lt;script&gt;")
          .doesNotContain("<script>", "<img src=x");
    }
  }

  @Test
  void anExemptionForOneFindingIsGivenByWhoMayDecide() {
    rig.waiting(ID);
    APIGatewayV2HTTPResponse answer =
        alice.post(
            "/cases/%s/exemption".formatted(ID), Map.of("days", "7", "reason", "a public sample"));
    assertThat(answer.getStatusCode()).isEqualTo(303);
    assertThat(alice.get("/exemptions").getBody())
        .contains("S3.PublicPolicy on arn:aws:s3:::churn-training in account 222222222222")
        .contains("a public sample", "alice@example.com");
  }

  private List<Exemption> given() {
    return rig.people.exemptions().stream().filter(one -> !one.by().contains("built in")).toList();
  }

  @Test
  void anExemptionMustBeShortEnoughAndBounded() {
    assertThat(
            ops.post(
                    "/exemptions",
                    Map.of("resource", "arn:aws:s3:::x", "days", "91", "reason", "r"))
                .getBody())
        .contains("90 days at most");
    assertThat(
            ops.post("/exemptions", Map.of("control", "*", "days", "1", "reason", "r")).getBody())
        .contains("must name a resource, an account or a tag");
    assertThat(
            ops.post("/exemptions", Map.of("account", "1", "days", "-1", "reason", "r"))
                .getStatusCode())
        .isEqualTo(400);
    assertThat(given()).isEmpty();
  }

  @Test
  void aWiderExemptionIsAnOperatorsAndCanBeEnded() {
    Map<String, String> form =
        Map.of("account", "222222222222", "tag", "team=lab", "days", "2", "reason", "a lab");
    assertThat(alice.post("/exemptions", form).getStatusCode()).isEqualTo(403);
    assertThat(ops.post("/exemptions", form).getStatusCode()).isEqualTo(303);
    String id = given().getFirst().id();
    assertThat(alice.get("/exemptions").getBody())
        .contains("team=lab")
        .doesNotContain("End it now");
    assertThat(
            alice
                .post("/exemptions/%s/end".formatted(id), Map.of("reason", "over"))
                .getStatusCode())
        .isEqualTo(403);
    ops.post("/exemptions/%s/end".formatted(id), Map.of("reason", "over"));
    assertThat(ops.get("/exemptions").getBody()).doesNotContain("team=lab");
  }

  @Test
  void whatIsBuiltInIsListedAndCannotBeEnded() {
    assertThat(ops.get("/exemptions").getBody())
        .contains("function:palisade-page", "Built in, without an end")
        .doesNotContain("End it now");
    assertThat(ops.post("/exemptions/x-builtin-page/end", Map.of("reason", "no")).getStatusCode())
        .isEqualTo(404);
  }

  @Test
  void aFreezeIsOnEveryPageWithWhoAndWhy() {
    rig.waiting(ID);
    assertThat(alice.post("/freeze", Map.of("reason", "no")).getStatusCode()).isEqualTo(403);
    assertThat(ops.post("/freeze", Map.of("reason", "a release is on")).getStatusCode())
        .isEqualTo(303);
    for (String path : new String[] {"/cases", "/cases/" + ID, "/exemptions", "/freeze", "/me"}) {
      assertThat(alice.get(path).getBody())
          .as(path)
          .contains("Frozen.", "ops-lead@example.com", "a release is on");
    }
    assertThat(alice.post("/unfreeze", Map.of()).getStatusCode()).isEqualTo(403);
    ops.post("/unfreeze", Map.of());
    assertThat(alice.get("/cases").getBody()).doesNotContain("a release is on");
    assertThat(rig.journal())
        .extracting(JournalEntry::kind)
        .contains(JournalEntry.Kind.FROZEN, JournalEntry.Kind.UNFROZEN);
  }

  @Test
  void whatWasFixedCanBeUndoneByOperators() {
    rig.fixed(ID, json -> {});
    assertThat(alice.get("/cases/" + ID).getBody()).doesNotContain("Undo what was changed");
    assertThat(alice.post("/cases/%s/undo".formatted(ID), Map.of()).getStatusCode()).isEqualTo(403);
    assertThat(ops.get("/cases/" + ID).getBody()).contains("Undo what was changed");
    ops.post("/cases/%s/undo".formatted(ID), Map.of("force", "yes"));
    assertThat(rig.events)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.at("/detail/case").asText()).isEqualTo(ID);
          assertThat(event.at("/detail/force").asText()).isEqualTo("true");
        });
  }

  @Test
  void aBadDayIsUndoneOnlyByWhoIsSure() {
    rig.fixed(ID, json -> {});
    String since = rig.now.minus(Duration.ofHours(1)).toString().substring(0, 16);
    assertThat(ops.post("/undo", Map.of("since", since)).getStatusCode()).isEqualTo(400);
    assertThat(alice.post("/undo", Map.of("since", since, "sure", "yes")).getStatusCode())
        .isEqualTo(403);
    assertThat(rig.events).isEmpty();
    ops.post("/undo", Map.of("since", since, "sure", "yes"));
    assertThat(rig.events).hasSize(1);
  }

  @Test
  void oneResourceIsLookedAtUnderOnesName() {
    Map<String, String> form =
        Map.of(
            "arn", "arn:aws:s3:::churn-training", "account", "222222222222", "region", "eu-west-1");
    assertThat(alice.post("/fix", form).getStatusCode()).isEqualTo(403);
    APIGatewayV2HTTPResponse answer = ops.post("/fix", form);
    assertThat(rig.events)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.at("/detail/domain").asText()).isEqualTo("data");
          assertThat(event.at("/detail/by").asText()).isEqualTo("ops-lead@example.com");
        });
    String place = answer.getHeaders().get("Location");
    assertThat(ops.get(place).getBody()).contains("Palisade is looking", "http-equiv=\"refresh\"");
    rig.waiting(ID, json -> ((ObjectNode) json.get("origin")).put("happening", "event-1"));
    assertThat(ops.get(place).getBody()).contains("/cases/" + ID).doesNotContain("refresh");
  }

  @ParameterizedTest
  @CsvSource({
    "churn-training, '', is missing|not an ARN",
    "arn:aws:s3:::b, '', does not say its account and region",
    "arn:aws:sqs:eu-west-1:222222222222:q, '', looks after no resource of that kind",
    "arn:aws:lambda:eu-west-1:222222222222:function:f, No.Such, There is no control No.Such"
  })
  void whatCannotBeLookedAtIsSaid(String arn, String control, String why) {
    APIGatewayV2HTTPResponse answer = ops.post("/fix", Map.of("arn", arn, "control", control));
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBody()).containsPattern(why);
    assertThat(rig.events).isEmpty();
  }

  @Test
  void thereIsNothingAtOtherAddresses() {
    assertThat(alice.get("/cases/c-../etc").getStatusCode()).isEqualTo(404);
    assertThat(alice.get("/nowhere").getStatusCode()).isEqualTo(404);
    assertThat(alice.post("/nowhere", Map.of()).getStatusCode()).isEqualTo(404);
    assertThat(alice.get("/cases?done=%3Cb%3Ehacked").getBody()).doesNotContain("hacked");
  }
}
