package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tag exempts if policy names it and somebody set it who may. */
class TagExemptionTest {

  private static final String BOARD = "arn:aws:iam::111122223333:role/risk-board";
  private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/risk-board/ann";
  private static final String PAIR = "{\"tags\":[{\"key\":\"exempt\",\"value\":\"true\"}]}";

  private final Bot bot = new Bot();

  @BeforeEach
  void policy() {
    bot.policyIs(
        """
        {"mode":"enforce","exemptions":{"tags":[
          {"tag":"exempt=true","set-by":["arn:aws:iam::*:role/risk-board"],"controls":["Box.C*"]}]}}
        """);
  }

  private void tagged(String fault, String value) {
    bot.cloud.put("b", Box.with(fault).tagged(Map.of("palisade:workload", "x", "exempt", value)));
  }

  private static JsonNode with(JsonNode event, String parameters) {
    try {
      ObjectNode given = (ObjectNode) Codec.plain().readTree(parameters);
      ((ObjectNode) event.at("/detail/requestParameters")).setAll(given);
      return event;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private JsonNode byBoard(String parameters) {
    return with(bot.call("ChangeBox", "b", SESSION, BOARD), parameters);
  }

  private JsonNode byAlice(String parameters) {
    return with(bot.changed("b"), parameters);
  }

  @Test
  void setByWhoMayItExempts() {
    tagged("open", "true");
    Case item = bot.caseOf(byBoard(PAIR));
    assertThat(item.state()).isEqualTo(CaseState.EXEMPT);
    assertThat(item.reason()).contains("exempt by its tag exempt=true, set by " + BOARD);
    assertThat(bot.cloud.calls()).isEmpty();
    // Whoever looks next finds the same: an event, a fix by hand.
    assertThat(bot.caseOf(bot.changed("b")).id()).isEqualTo(item.id());
    assertThat(bot.planned("b", "bob").state()).isEqualTo(CaseState.EXEMPT);
  }

  @Test
  void setByAnybodyElseItDoesNotAndTheFindingSaysWhy() {
    tagged("open", "true");
    Case item = bot.caseOf(byAlice(PAIR));
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(item.decision().why())
        .contains("its tag exempt=true exempts nothing: " + Bot.ALICE + " set it, who may not");
  }

  @Test
  void setByNobodyKnownItDoesNotAndTheFindingSaysWhy() {
    tagged("open", "true");
    Case item = bot.caseOf(bot.changed("b"));
    assertThat(item.state()).isEqualTo(CaseState.VERIFIED);
    assertThat(item.decision().why()).contains("it is not known who set it");
  }

  @Test
  void whoSetItLastCounts() {
    tagged("open", "true");
    assertThat(bot.caseOf(byBoard(PAIR)).state()).isEqualTo(CaseState.EXEMPT);
    bot.later(Duration.ofMinutes(1));
    assertThat(bot.caseOf(byAlice(PAIR)).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void anEventThatComesLateChangesNothing() {
    tagged("open", "true");
    JsonNode early = byBoard(PAIR);
    bot.later(Duration.ofMinutes(1));
    bot.handle(byAlice(PAIR));
    tagged("open", "true");
    assertThat(bot.caseOf(early).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void anotherValueThanWhoMaySetExemptsNothing() {
    tagged("open", "true");
    bot.cloud.put("b", Box.with().tagged(Map.of("palisade:workload", "x")));
    bot.handle(byBoard("{\"tags\":[{\"key\":\"exempt\",\"value\":\"false\"}]}"));
    tagged("open", "true");
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void itExemptsFromTheControlsThatPolicySays() {
    tagged("latch", "true");
    assertThat(bot.caseOf(byBoard(PAIR)).state()).isEqualTo(CaseState.VERIFIED);
  }

  @Test
  void takenAwayTheFindingIsMended() {
    tagged("open", "true");
    assertThat(bot.caseOf(byBoard(PAIR)).state()).isEqualTo(CaseState.EXEMPT);
    bot.cloud.put("b", Box.with("open").tagged(Map.of("palisade:workload", "x")));
    assertThat(bot.caseOf(bot.changed("b")).state()).isEqualTo(CaseState.VERIFIED);
  }

  /** As services write what they were asked to tag. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TagRole | {'tags':[{'key':'exempt','value':'true'}]} | exempt=true",
        "PutBucketTagging | {'Tagging':{'TagSet':{'Tag':{'Key':'exempt','Value':'true'}}}}"
            + " | exempt=true",
        "PutBucketTagging | {'tagging':'','Tagging':{'TagSet':{'Tag':[{'Key':'a','Value':'b'},"
            + "{'Key':'exempt','Value':'true'}]}}} | exempt=true",
        "CreateTags | {'tagSet':{'items':[{'key':'exempt','value':'true'}]}} | exempt=true",
        "TagResource20170331v2 | {'resource':'arn','tags':{'exempt':'true'}} | exempt=true",
        "TagResource | {'keyId':'k','tags':[{'tagKey':'exempt','tagValue':'true'}]} | exempt=true",
        "TagRole | {'tags':[{'key':'other','value':'true'}]} | ''",
        "UntagRole | {'tagKeys':['exempt']} | ''",
        "DeleteBucketTagging | {'tagging':''} | ''",
        "PutObject | {'metadata':[{'key':'exempt','value':'true'}]} | ''",
        "TagResource | {'resourceArn':'arn','tags':'HIDDEN_DUE_TO_SECURITY_REASONS'} | exempt=",
      })
  void isReadOutOfTheCall(String name, String parameters, String expected) {
    JsonNode event = bot.call(name, "b", SESSION, BOARD);
    Event read = Event.of(with(event, parameters.replace('\'', '"')));
    String seen =
        TagWrites.of(read, Set.of("exempt")).stream()
            .map(one -> one.key() + "=" + one.value())
            .collect(Collectors.joining(","));
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void nobodySaysSoFromOutsideOfCloudTrail() {
    ObjectNode event = (ObjectNode) byBoard(PAIR);
    assertThat(TagWrites.of(Event.of(event.put("source", "custom.app")), Set.of("exempt")))
        .isEmpty();
    event.put("source", "aws.box");
    ((ObjectNode) event.get("detail")).put("errorCode", "AccessDenied");
    assertThat(TagWrites.of(Event.of(event), Set.of("exempt"))).isEmpty();
  }
}
