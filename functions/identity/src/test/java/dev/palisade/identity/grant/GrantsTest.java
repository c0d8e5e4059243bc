package dev.palisade.identity.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What covers what, over generated patterns and policies. */
class GrantsTest {

  /** All patterns of up to three characters, against all texts of up to four. */
  @Example
  void whatCoversMatchesAllThatTheOtherMatches() {
    List<String> patterns = all(List.of("a", "b", "*", "?"), 3);
    List<String> texts = all(List.of("a", "b"), 4);
    int covering = 0;
    for (String wide : patterns) {
      for (String narrow : patterns) {
        if (Globs.covers(wide, narrow)) {
          covering++;
          assertThat(texts)
              .filteredOn(text -> Globs.matches(narrow, text))
              .as("%s covers %s", wide, narrow)
              .allMatch(text -> Globs.matches(wide, text));
        }
      }
    }
    assertThat(covering).isGreaterThan(patterns.size());
  }

  private static List<String> all(List<String> letters, int length) {
    List<String> shorter = length == 0 ? List.of() : all(letters, length - 1);
    List<String> texts = new ArrayList<>(List.of(""));
    shorter.forEach(text -> letters.forEach(letter -> texts.add(text + letter)));
    return texts;
  }

  @Property
  void everyPatternCoversItself(@ForAll("patterns") String pattern) {
    assertThat(Globs.covers(pattern, pattern)).isTrue();
    assertThat(Globs.covers("*", pattern)).isTrue();
  }

  @Property
  void orderSpacingAndEverythingBeforeNeverWiden(@ForAll("statements") List<String> statements) {
    List<String> turned = new ArrayList<>(statements);
    Collections.reverse(turned);
    assertThat(PolicyDocuments.widens(policy(statements), " " + policy(turned))).isFalse();
    String all = policy(List.of(allow("*", "*")));
    assertThat(PolicyDocuments.widens(all, policy(statements))).isFalse();
  }

  @Property
  void givingEverythingWidens(@ForAll("statements") List<String> statements) {
    String all = policy(List.of(allow("*", "*")));
    assertThat(PolicyDocuments.widens(policy(statements), all)).isTrue();
  }

  @Example
  void conditionsVariablesAndDeniesAreNotForgotten() {
    String all = policy(List.of(allow("*", "*")));
    String deny = "{\"Effect\":\"Deny\",\"Action\":\"iam:*\",\"Resource\":\"*\"}";
    String guarded = policy(List.of(allow("*", "*"), deny));
    assertThat(PolicyDocuments.widens(guarded, all)).isTrue();
    assertThat(PolicyDocuments.widens(all, guarded)).isFalse();
    String at = "\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}";
    String strict = policy(List.of(allow("*", "*").replace("}", "," + at + "}")));
    assertThat(PolicyDocuments.widens(strict, policy(List.of(allow("s3:Get*", "*"))))).isTrue();
    String own = policy(List.of(allow("s3:Get*", "arn:aws:s3:::${aws:username}/*")));
    assertThat(PolicyDocuments.widens(all, own.replace("2012-10-17", "2008-10-17"))).isTrue();
    assertThat(PolicyDocuments.widens(all, own)).isFalse();
    assertThat(PolicyDocuments.widens(all, "no policy")).isTrue();
    assertThat(PolicyDocuments.widens("", all)).isTrue();
    assertThat(PolicyDocuments.widens(all, "")).isFalse();
  }

  private static String policy(List<String> statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static String allow(String action, String resource) {
    return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
        .formatted(action, resource);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("a", "b", "é", ":", "*", "?", ".")
        .list()
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<String>> statements() {
    return Arbitraries.of("s3:GetObject", "s3:*", "S3:Put*", "bedrock:InvokeModel")
        .flatMap(action ->
            Arbitraries.of("arn:aws:s3:::a/*", "arn:aws:s3:::é", "arn:aws:bedrock:*::m")
                .map(resource -> allow(action, resource)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
