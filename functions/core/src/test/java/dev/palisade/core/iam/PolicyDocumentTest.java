package dev.palisade.core.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.iam.PolicyDocument.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The surgery on policy texts, over generated documents. */
class PolicyDocumentTest {

  private static final String TLS =
      "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}";

  /** A text of a policy, with its statements as they are written in it. */
  record Written(String head, List<String> statements, List<String> between, String tail) {

    String text() {
      return textOf(statements);
    }

    String textOf(List<String> some) {
      StringBuilder text = new StringBuilder(head);
      for (String statement : some) {
        int index = statements.indexOf(statement);
        text.append(text.length() == head.length() ? "" : between.get(index)).append(statement);
      }
      return text + tail;
    }
  }

  @Property
  void cutsOutNothingButTheStatement(
      @ForAll("written") Written written, @ForAll @Size(8) List<Boolean> goes) {
    PolicyDocument policy = PolicyDocument.parse(written.text()).orElseThrow();
    List<Statement> gone = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (int index = 0; index < written.statements().size(); index++) {
      if (goes.get(index)) {
        gone.add(policy.statements().get(index));
      } else {
        kept.add(written.statements().get(index));
      }
    }
    assertThat(policy.without(gone)).isEqualTo(kept.isEmpty() ? "" : written.textOf(kept));
  }

  @Property
  void findsEachStatementWhereItStands(@ForAll("written") Written written) {
    String text = written.text();
    assertThat(PolicyDocument.parse(text).orElseThrow().statements())
        .extracting(one -> text.substring(one.start(), one.end()))
        .isEqualTo(written.statements());
  }

  @Property
  void replacesNothingButTheStatement(
      @ForAll("written") Written written, @ForAll @IntRange(max = 7) int index) {
    PolicyDocument policy = PolicyDocument.parse(written.text()).orElseThrow();
    Statement one = policy.statements().get(index % policy.statements().size());
    String after = policy.replaced(one, TLS);
    PolicyDocument again = PolicyDocument.parse(after).orElseThrow();
    Statement placed = again.statements().get(index % policy.statements().size());
    assertThat(again.textOf(placed)).isEqualTo(TLS);
    assertThat(again.replaced(placed, policy.textOf(one))).isEqualTo(written.text());
  }

  @Property
  void addsNothingButTheStatement(@ForAll("written") Written written) {
    String text = written.text();
    String after = PolicyDocument.parse(text).orElseThrow().with(TLS);
    assertThat(after.replace("," + TLS, "")).isEqualTo(text);
    PolicyDocument again = PolicyDocument.parse(after).orElseThrow();
    assertThat(again.without(List.of(again.statements().getLast()))).isEqualTo(text);
  }

  @Property
  void cuttingAllowsAndAddingDeniesNeverWidens(
      @ForAll("written") Written written, @ForAll @IntRange(max = 7) int index) {
    PolicyDocument policy = PolicyDocument.parse(written.text()).orElseThrow();
    Statement one = policy.statements().get(index % policy.statements().size());
    assertThat(PolicyDocument.widens(written.text(), policy.without(List.of(one))))
        .isEqualTo(one.denies());
    assertThat(PolicyDocument.widens(written.text(), policy.with(TLS))).isFalse();
  }

  @Property
  void undoingACutWidensAsTheStatementAllows(
      @ForAll("written") Written written, @ForAll @IntRange(max = 7) int index) {
    PolicyDocument policy = PolicyDocument.parse(written.text()).orElseThrow();
    Statement one = policy.statements().get(index % policy.statements().size());
    assertThat(PolicyDocument.widens(policy.without(List.of(one)), written.text()))
        .isEqualTo(one.allows());
  }

  @Property
  void orderAndSpacingDoNotWiden(@ForAll("written") Written written) {
    List<String> reversed = new ArrayList<>(written.statements());
    Collections.reverse(reversed);
    String other = written.head() + "\n" + String.join(" ,\t", reversed) + written.tail();
    assertThat(PolicyDocument.widens(written.text(), other)).isFalse();
  }

  @Property
  void everyPrefixOfATextIsRefused(
      @ForAll("written") Written written, @ForAll @IntRange(max = 100_000) int cut) {
    String text = written.text().strip();
    String part = text.substring(0, cut % text.length());
    assertThat(PolicyDocument.parse(part)).isEmpty();
    assertThat(PolicyDocument.widens(text, part))
        .isEqualTo(!part.isEmpty() || text.contains("Deny"));
  }

  @Example
  void anotherLanguageVersionWidens() {
    String old = "{\"Version\":\"2008-10-17\",\"Statement\":[" + TLS + "]}";
    assertThat(PolicyDocument.widens(old, old.replace("2008", "2012"))).isTrue();
    assertThat(PolicyDocument.widens(old.replace("\"Version\":\"2008-10-17\",", ""), old))
        .isFalse();
  }

  @Example
  void textBehindThePolicyIsRefused() {
    assertThat(PolicyDocument.parse("{\"Statement\":" + TLS + "} {\"Statement\":[]}")).isEmpty();
  }

  @Example
  void aSecondStatementMemberIsRefused() {
    assertThat(PolicyDocument.parse("{\"Statement\":" + TLS + ",\"Statement\":" + TLS + "}"))
        .isEmpty();
  }

  @Provide
  Arbitrary<Written> written() {
    Arbitrary<String> space = Arbitraries.of("", " ", "\n", "\r\n\t ", "    ");
    Arbitrary<String> head =
        Combinators.combine(space, words(40))
            .as((gap, id) ->
                gap + "{\"Id\":" + gap + id + ",\"Version\":\"2012-10-17\",\"Statement\":[" + gap);
    Arbitrary<String> tail =
        space.map(gap -> gap + "]" + gap + ",\"Foreign\":{\"Statement\":[1]}}" + gap);
    Arbitrary<List<String>> between =
        Combinators.combine(space, space).as((a, b) -> a + "," + b).list().ofSize(8);
    return Combinators.combine(head, statement().list().ofMinSize(1).ofMaxSize(8), between, tail)
        .as(PolicyDocumentTest::numbered);
  }

  // A number in each keeps equal statements apart.
  private static Written numbered(
      String head, List<String> statements, List<String> between, String tail) {
    List<String> apart = new ArrayList<>();
    for (String statement : statements) {
      apart.add(statement.replace("NUMBER", String.valueOf(apart.size())));
    }
    return new Written(head, apart, between, tail);
  }

  private static Arbitrary<String> statement() {
    return Combinators.combine(
            Arbitraries.of("Allow", "Deny"), words(600), Arbitraries.of("", " ", "\n  "))
        .as((effect, words, gap) ->
            "{\"Sid\":\"sNUMBER\","
                + gap
                + "\"Effect\":"
                + gap
                + "\""
                + effect
                + "\","
                + "\"Principal\":{\"AWS\":["
                + words
                + "]},"
                + gap
                + "\"Condition\":{\"StringLike\":{\"k\":["
                + words
                + ",{}]}}"
                + gap
                + "}");
  }

  // Brackets, escapes, and characters outside the base plane, of which each takes two chars.
  private static Arbitrary<String> words(int length) {
    return Arbitraries.of(
            "a", "é", "字", "🦊", "{", "}", "[", "]", ",", "\\\"", "\\\\", "\\u00e9", "*")
        .list()
        .ofMaxSize(length)
        .map(parts -> "\"" + String.join("", parts) + "\"");
  }
}
