package dev.palisade.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.control.Severity;
import dev.palisade.core.plan.Codec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policy says of people: roles, approvers, deadlines, exemptions, windows, tickets. */
class PolicySectionsTest {

  private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static Policy policy(String members) {
    try {
      return Codec.plain()
          .readValue("{\"version\":1," + members.replace('\'', '"') + "}", Policy.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "olga@example.com, OPERATOR",
    "OLGA@Example.com, OPERATOR",
    "alice@example.com, APPROVER",
    "vera@example.com, VIEWER",
    "mallory@example.org, ''",
    "olga@example.com.example.org, ''",
    "'', ''"
  })
  void whoIsNamedNowhereMayDoNothing(String person, String role) {
    Policy policy =
        policy(
            "'roles':{'viewers':['*@example.com'],'operators':['olga@example.com']},"
                + "'approvers':[{'group':'ml','people':['alice@example.com']}]");
    assertThat(policy.roleOf(person).map(Enum::name).orElse("")).isEqualTo(role);
    assertThat(policy("'mode':'observe'").roleOf(person)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "111111111111, data, everywhere ml",
    "111111111111, network, everywhere",
    "222222222222, network, everywhere production",
    "333333333333, network, everywhere production",
    "333333333333, data, everywhere production ml"
  })
  void groupsDecideWhereTheyFit(String account, String domain, String groups) {
    Policy policy =
        policy(
            "'unit-accounts':{'ou-prod-12345678':['222222222222']},'approvers':["
                + "{'group':'everywhere','people':['a']},"
                + "{'group':'production','people':['b'],'accounts':['333333333333'],"
                + "'units':['ou-prod-12345678']},"
                + "{'group':'ml','people':['c'],'domains':['data']}]");
    assertThat(
            policy.groupsFor(account, domain).stream()
                .map(ApproverGroup::group)
                .collect(Collectors.joining(" ")))
        .isEqualTo(groups);
    assertThat(policy.isApprover("c", List.of("ml"))).isTrue();
    assertThat(policy.isApprover("c", List.of("production", "gone"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // severity: remind, expire, then
    "CRITICAL, PT30M, PT2H, ENFORCE",
    "HIGH, PT2H, PT4H, TICKET",
    "MEDIUM, PT6H, PT12H, LEAVE",
    "LOW, PT6H, PT12H, TICKET"
  })
  void whatIsLeftOutOfADeadlineFollowsTheRest(
      Severity severity, Duration remind, Duration expire, String then) {
    Approvals.Deadline deadline =
        policy(
                "'limits':{'approval-hours':12},'approvals':{"
                    + "'critical':{'remind':'30m','expire':'2h','then':'enforce'},"
                    + "'high':{'expire':'4h'},'medium':{'then':'leave'}}")
            .deadlineFor(severity);
    assertThat(deadline.remind()).isEqualTo(remind);
    assertThat(deadline.expire()).isEqualTo(expire);
    assertThat(deadline.then().name()).isEqualTo(then);
  }

  @Test
  void nobodyIsRemindedAfterTheDeadline() {
    Approvals.Deadline deadline =
        policy("'approvals':{'low':{'remind':'3h','expire':'2h'}}").deadlineFor(Severity.LOW);
    assertThat(deadline.remind()).isEqualTo(Duration.ofHours(2));
  }

  @ParameterizedTest
  @CsvSource({
    // account's, unit's, control's mode, window's: what counts
    "enforce, enforce, , , ENFORCE, /accounts/222222222222",
    "enforce, approve, , , APPROVE, /units/ou-prod-12345678",
    ", approve, enforce, , APPROVE, /units/ou-prod-12345678",
    ", enforce, observe, , OBSERVE, /controls/Box.Closed",
    ", , , , ENFORCE, /mode",
    ", , , approve, APPROVE, /windows/0",
    ", observe, , approve, OBSERVE, /units/ou-prod-12345678",
    "enforce, , , observe, OBSERVE, /windows/0"
  })
  void theMostCautiousCounts(
      String account, String unit, String control, String window, Mode mode, String pointer) {
    Policy policy =
        policy(
            "'mode':'enforce','unit-accounts':{'ou-prod-12345678':['222222222222']},"
                + "'accounts':{%s},'units':{%s},'controls':{%s},'windows':[%s]"
                    .formatted(
                        one("222222222222", account),
                        one("ou-prod-12345678", unit),
                        one("Box.Closed", control),
                        window == null ? "" : "{'name':'freeze','mode':'%s'}".formatted(window)));
    ModeRuling ruling = policy.modeRuling("222222222222", "Box.Closed", MONDAY_NOON);
    assertThat(ruling.mode()).isEqualTo(mode);
    assertThat(ruling.decisive().pointer()).isEqualTo(pointer);
  }

  private static String one(String key, String mode) {
    return mode == null ? "" : "'%s':'%s'".formatted(key, mode);
  }

  @Test
  void anAccountOfNoKnownUnitIsAskedAbout() {
    Policy policy =
        policy(
            "'mode':'enforce','units':{'ou-test-12345678':'enforce'},'accounts':{'1':'enforce'}");
    assertThat(policy.modeFor("2", "Box.Closed", MONDAY_NOON)).isEqualTo(Mode.APPROVE);
    assertThat(policy.modeFor("1", "Box.Closed", MONDAY_NOON)).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void aWindowHoldsOnlyWhereAndWhenItSays() {
    Policy policy =
        policy(
            "'mode':'enforce','windows':[{'name':'batch','mode':'observe','days':['mon'],"
                + "'from':'11:00','to':'13:00','accounts':['1'],'controls':['S3.*']}]");
    assertThat(policy.modeFor("1", "S3.PublicAccess", MONDAY_NOON)).isEqualTo(Mode.OBSERVE);
    assertThat(policy.modeFor("2", "S3.PublicAccess", MONDAY_NOON)).isEqualTo(Mode.ENFORCE);
    assertThat(policy.modeFor("1", "EC2.Imdsv1", MONDAY_NOON)).isEqualTo(Mode.ENFORCE);
    assertThat(policy.modeFor("1", "S3.PublicAccess", MONDAY_NOON.plus(Duration.ofDays(1))))
        .isEqualTo(Mode.ENFORCE);
  }

  @Test
  void aTagExemptsOnlyWhereNamedAndSetByWhoMay() {
    ExemptionRules rules =
        policy(
                "'exemptions':{'longest':'30d','tags':[{'tag':'palisade:exempt=true',"
                    + "'set-by':['arn:aws:iam::*:role/risk-board'],'controls':['S3.*']},"
                    + "{'tag':'free=yes'}]}")
            .exemptions();
    assertThat(rules.longest()).isEqualTo(Duration.ofDays(30));
    assertThat(rules.remindBefore()).isEqualTo(Duration.ofDays(7));
    ExemptionRules.TagRule board = rules.tags().getFirst();
    assertThat(board.isOn(Map.of("palisade:exempt", "true"))).isTrue();
    assertThat(board.isOn(Map.of("palisade:exempt", "false"))).isFalse();
    assertThat(board.isOn(Map.of())).isFalse();
    assertThat(board.maySet("arn:aws:iam::1:role/risk-board")).isTrue();
    assertThat(board.maySet("arn:aws:iam::1:role/risk-board-2")).isFalse();
    assertThat(board.maySet("")).isFalse();
    assertThat(board.isAbout("S3.PublicAccess", "1")).isTrue();
    assertThat(board.isAbout("EC2.Imdsv1", "1")).isFalse();
    assertThat(rules.tags().getLast().maySet("arn:aws:iam::1:role/any")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // account, domain, severity, tags: system, project, owner
    "1, data, LOW, '', JIRA, SEC, security",
    "1, data, LOW, owner=ann, JIRA, SEC, ann",
    "1, data, LOW, owner=ann;palisade:owner=bo, JIRA, SEC, bo",
    "1, data, LOW, owner=, JIRA, SEC, security",
    "2, models, LOW, '', GITHUB, acme/models, ml",
    "2, models, LOW, owner=ann, GITHUB, acme/models, ann",
    "1, models, CRITICAL, '', JIRA, SEC, oncall",
    "3, data, LOW, '', OPSITEMS, '', security"
  })
  void theFirstTicketRuleThatFitsCounts(
      String account,
      String domain,
      Severity severity,
      String tags,
      String system,
      String project,
      String owner) {
    Policy policy =
        policy(
            "'tickets':{'default':'jira','project':'SEC','owner':'security','rules':["
                + "{'accounts':['2'],'domains':['models'],'system':'github',"
                + "'project':'acme/models','owner':'ml'},"
                + "{'severities':['critical'],'system':'jira','owner':'oncall'},"
                + "{'accounts':['3'],'system':'opsitems'}]}");
    Map<String, String> read =
        Arrays.stream(tags.split(";"))
            .filter(tag -> !tag.isEmpty())
            .collect(
                Collectors.toMap(
                    tag -> tag.substring(0, tag.indexOf('=')),
                    tag -> tag.substring(tag.indexOf('=') + 1)));
    TicketRules.Filing filing = policy.filingFor(account, domain, severity, read);
    assertThat(filing.system().name()).isEqualTo(system);
    assertThat(filing.project()).isEqualTo(project);
    assertThat(filing.owner()).isEqualTo(owner);
  }

  @Test
  void aFileThatSaysNothingHasSafeDefaults() {
    Policy policy = policy("'mode':'enforce'");
    assertThat(policy.roles()).isEqualTo(RoleRules.NOBODY);
    assertThat(policy.groupsFor("1", "data")).isEmpty();
    assertThat(policy.isApprover("alice", List.of())).isFalse();
    assertThat(policy.deadlineFor(Severity.HIGH).expire()).isEqualTo(Duration.ofHours(24));
    assertThat(policy.exemptions().tags()).isEmpty();
    assertThat(policy.filingFor("1", "data", Severity.HIGH, Map.of()).system())
        .isEqualTo(TicketRules.System.NONE);
  }

  @Test
  void whatIsNoTimeIsRefused() {
    assertThatThrownBy(() -> policy("'approvals':{'high':{'expire':'2 hours'}}"))
        .hasMessageContaining("'2 hours' is no time");
    assertThatThrownBy(() -> policy("'exemptions':{'longest':90}"))
        .hasMessageContaining("'90' is no time");
    assertThatThrownBy(() -> policy("'windows':[{'timezone':'Berlin'}]"))
        .hasMessageContaining("Berlin");
  }
}
