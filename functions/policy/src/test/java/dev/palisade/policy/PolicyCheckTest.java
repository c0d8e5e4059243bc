package dev.palisade.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a policy is said with its line, and what would be right. */
class PolicyCheckTest {

  private static final Catalogue CATALOGUE = Catalogue.bundled();
  private static final String ASKED =
      "people: [{principal: 'arn:aws:iam::*:user/*', person: '{name}'}]\n";

  private static List<String> complaints(String file) {
    return PolicyCheck.of(file, CATALOGUE).complaints().stream()
        .filter(one -> !one.message().startsWith("there are no approvers"))
        .map(Complaint::text)
        .toList();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        // shape
        refused(
            "version: 1\nmod: observe\n",
            "2:1 error mod: it is not known here; did you mean 'mode'?"),
        refused(
            "version: 1\nlimits:\n  fight-minuts: 3\n",
            "3:3 error limits.fight-minuts: it is not known here; did you mean 'fight-minutes'?"),
        refused(
            "version: 1\nwindows:\n  - name: w\n    mod: observe\n    days: [mon]\n",
            "4:5 error windows[0].mod: it is not known here; did you mean 'mode'?"),
        refused(
            "version: 1\nmode: enforced\n",
            "2:1 error mode: 'enforced' is not allowed; did you mean 'enforce'?"),
        refused(
            "version: 1\nmode: [observe]\n",
            "2:1 error mode: a text is expected here; this is a list"),
        refused(
            "version: 1\nuntouchable: arn\n",
            "2:1 error untouchable: a list is expected here; this is the text 'arn'"),
        refused(
            "version: 1\nlimits: { backlog-writes: many }\n",
            "2:11 error limits.backlog-writes: a whole number is expected here; this is the text 'many'"),
        refused(
            "version: 1\npeople:\n",
            "2:1 error people: a list is expected here; this is empty: leave the key out"),
        refused("mode: observe\n", "1:1 error 'version' is missing"),
        refused("version: 2\n", "1:1 error version: '2' is not allowed; allowed are 1"),
        refused(
            "version: 1\napprovals: { high: { expire: 2 hours } }\n",
            "2:22 error approvals.high.expire: '2 hours' is not right; write a whole number and s, m, h, d or w, as 30m, 2h or 7d"),
        refused(
            "version: 1\nmode: observe\nmode: enforce\n",
            "3:1 error mode: it is said twice, first at line 2"),
        refused(
            "version: 1\n  mode: x\n",
            "2:7 error this is no YAML: mapping values are not allowed here"),
        // names
        refused(
            "version: 1\ncontrols: { S3.PublicAcces: observe }\n",
            "2:13 error controls.S3.PublicAcces: there is no control 'S3.PublicAcces'; did you mean 'S3.PublicAccess'?"),
        refused(
            "version: 1\naccounts: { \"1234\": observe }\n",
            "2:13 error accounts[1234]: '1234' is no account id; it has twelve digits"),
        refused(
            "version: 1\nunits: { production: observe }\n",
            "2:10 error units.production: 'production' is no organizational unit; write its id, as ou-abcd-12345678"),
        refused(
            "version: 1\nsettings: { SageMaker.EndpointEncryption: { kmskey: alias/a } }\n",
            "2:45 error settings.SageMaker.EndpointEncryption.kmskey: the control has no such setting; did you mean 'kmsKey'?"),
        refused(
            "version: 1\nsettings: { SageMaker.EndpointEncryption: { kmsKey: 7 } }\n",
            "2:45 error settings.SageMaker.EndpointEncryption.kmsKey: a text is expected here; this is a whole number"),
        // too broad, or never
        refused(
            "version: 1\nuntouchable: ['*']\n",
            "2:15 error untouchable[0]: '*' is too broad: ordinary roles and users fit it, and would stay open"),
        refused(
            "version: 1\nuntouchable: ['arn:aws:iam::222222222222:role/*']\n",
            "2:15 error untouchable[0]: 'arn:aws:iam::222222222222:role/*' is too broad: ordinary roles and users fit it, and would stay open"),
        refused(
            "version: 1\nuntouchable: [break-glass]\n",
            "2:15 error untouchable[0]: 'break-glass' fits no principal; write arn:aws:iam::*:role/NAME or user/NAME"),
        refused(
            "version: 1\nroles: { operators: ['*'] }\n",
            "2:22 error roles.operators[0]: '*' is everybody"),
        refused(
            "version: 1\napprovers: [{ group: a, people: [alice, bob@example.com] }]\n",
            "2:34 error approvers[0].people[0]: 'alice' is nobody: it is no e-mail address, and no rule of people gives it"),
        refused(
            "version: 1\napprovers: [{ group: a, people: ['*@x.org'], domains: [modells] }]\n",
            "2:56 error approvers[0].domains[0]: there is no domain 'modells'; did you mean 'models'?"),
        refused(
            "version: 1\npeople:\n  - { principal: 'arn:a', person: ann }\n  - { principal: 'arn:a', person: bob }\n",
            "4:5 error people[1]: it contradicts line 3, which says 'ann'"),
        refused(
            "version: 1\nexemptions: { tags: [{ tag: a=b, set-by: [] }] }\n",
            "2:22 error exemptions.tags[0]: say in set-by who may set it; set by nobody it exempts nothing"),
        refused(
            "version: 1\nexemptions: { tags: [{ tag: a=b, set-by: ['*'] }] }\n",
            "2:34 error exemptions.tags[0].set-by: any principal may set it, and so exempt its own resources"),
        refused(
            "version: 1\nexemptions: { tags: [{ tag: a, set-by: ['arn:x'] }] }\n",
            "2:24 error exemptions.tags[0].tag: 'a' is not right; write a tag as key=value"),
        refused(
            "version: 1\nexemptions: { longest: 7d, remind-before: 1w }\n",
            "2:28 error exemptions.remind-before: it must be shorter than the longest exemption"),
        refused(
            "version: 1\napprovals: { high: { remind: 3h, expire: 2h } }\n",
            "2:22 error approvals.high.remind: nobody is reminded: the question has expired by then"),
        refused(
            "version: 1\nwindows: [{ name: w }]\n",
            "2:11 error windows[0]: it says no time and would always be open; say days, hours or start and end"),
        refused(
            "version: 1\nwindows: [{ name: w, days: [mon], mode: enforce }]\n",
            "2:35 error windows[0].mode: a window only makes Palisade more careful; enforce changes nothing"),
        refused(
            "version: 1\nwindows: [{ name: w, from: '9:00' }]\n",
            "2:22 error windows[0].from: '9:00' is not right; write it as HH:MM, from 00:00 to 23:59, in quotes"),
        refused(
            "version: 1\nwindows: [{ name: w, start: 2026-12-20T00:00:00Z, end: 2026-12-19T00:00:00Z }]\n",
            "2:51 error windows[0].end: it ends before it starts"),
        refused(
            "version: 1\ntickets: { default: jira }\n",
            "2:1 error tickets: Jira needs the key of a project, as project: SEC"),
        refused(
            "version: 1\ntickets: { rules: [{ system: opsitems }, { system: none, domains: [data] }] }\n",
            "2:42 error tickets.rules[1]: it is never reached: whatever fits it fits line 2"));
  }

  private static Arguments refused(String file, String complaint) {
    return Arguments.of(file, complaint);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsWrongIsSaidWithItsPlace(String file, String complaint) {
    assertThat(complaints(file)).contains(complaint);
    assertThat(PolicyCheck.of(file, CATALOGUE).isRight()).isFalse();
  }

  static Stream<Arguments> doubted() {
    return Stream.of(
        Arguments.of(
            "units: { ou-abcd-12345678: observe }\n", "no accounts are known in ou-abcd-12345678"),
        Arguments.of(
            "units: { ou-abcd-12345678: observe }\n"
                + "unit-accounts: { ou-abcd-12345678: [222222222222] }\n"
                + "accounts: { \"222222222222\": enforce }\n",
            "it never counts: the account is in ou-abcd-12345678"),
        Arguments.of(
            "people: [{principal: '*', person: a}, {principal: 'arn:b', person: b}]\n",
            "it is never reached: whatever fits it fits line 2"),
        Arguments.of(
            "approvers: [{group: a, people: [a@example.com]}]\n", "only a@example.com decides"),
        Arguments.of(
            "approvers: [{group: a, people: ['*@example.com'], domains: [data]}]\n",
            "nobody may decide on cases of the domain models"),
        Arguments.of("mode: observe\n", "nobody may answer a question"));
  }

  @ParameterizedTest
  @MethodSource("doubted")
  void whatIsHardlyMeantIsSaidAndLetThrough(String file, String part) {
    PolicyCheck check = PolicyCheck.of("version: 1\n" + file, CATALOGUE);
    assertThat(check.complaints())
        .extracting(Complaint::message)
        .anyMatch(one -> one.contains(part));
    assertThat(check.isRight()).as(check.complaints().toString()).isTrue();
  }

  @Test
  void enforcingAtExpiryIsDoubtedForWhatCannotBeUndone() {
    Catalogue.Entry entry = CATALOGUE.find("S3.PublicAccess").orElseThrow();
    Catalogue permanent =
        new Catalogue(
            List.of(
                new Catalogue.Entry(
                    "Box.Burn",
                    "data",
                    entry.severity(),
                    entry.autonomy(),
                    false,
                    entry.types(),
                    entry.settings())));
    assertThat(
            PolicyCheck.of("version: 1\napprovals: { high: { then: enforce } }\n", permanent)
                .complaints())
        .extracting(Complaint::text)
        .contains(
            "2:22 warning approvals.high.then: what can't be undone is never applied unasked;"
                + " it becomes a ticket: Box.Burn");
  }

  @Test
  void aPersonWhomARuleGivesIsSomebody() {
    assertThat(complaints("version: 1\n" + ASKED + "roles: { operators: [olga] }\n")).isEmpty();
  }

  @Test
  void jsonIsReadAsYamlIs() {
    PolicyCheck check =
        PolicyCheck.of(
            "{\"version\":1,\"mode\":\"enforce\",\"limits\":{\"gap-hours\":3}}", CATALOGUE);
    assertThat(check.isRight()).isTrue();
    assertThat(check.policy().limits().gapHours()).isEqualTo(3);
  }

  @Test
  void anAliasThatContainsItselfIsRefused() {
    assertThat(complaints("version: 1\npeople: &a [*a]\n")).isNotEmpty();
  }

  /** Whatever a file holds, it is judged, never thrown at. */
  @Property(tries = 300)
  void noFileThrows(@ForAll String file) {
    assertThat(PolicyCheck.of(file, CATALOGUE).complaints()).isNotNull();
    assertThat(PolicyCheck.of("version: 1\nmode: " + file, CATALOGUE).complaints()).isNotNull();
  }

  @Property(tries = 300)
  void editsAreADistance(@ForAll String a, @ForAll String b) {
    assertThat(Nearest.edits(a, b)).isEqualTo(Nearest.edits(b, a));
    assertThat(Nearest.edits(a, a)).isZero();
    assertThat(Nearest.edits(a, b)).isLessThanOrEqualTo(Math.max(a.length(), b.length()));
  }
}
