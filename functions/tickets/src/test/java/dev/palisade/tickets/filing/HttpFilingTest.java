package dev.palisade.tickets.filing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.CaseState;
import dev.palisade.tickets.InstalledSystems;
import dev.palisade.tickets.aws.TicketSecrets;
import dev.palisade.tickets.http.JsonHttp;
import dev.palisade.tickets.testing.Emulator;
import dev.palisade.tickets.testing.Secrets;
import dev.palisade.tickets.testing.Standin;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Filing in the three systems that are spoken to over HTTP, each as its stand-in. */
class HttpFilingTest {

  abstract static class OverHttp extends FilingContract {

    Standin standin;

    abstract String system();

    abstract String losing();

    Map<String, String> environment() {
      return Map.of();
    }

    @Override
    protected Rig rig() {
      standin = Standin.of(system(), environment());
      Secrets.put(system(), standin.secret(system()));
      return new Rig(
          systems(), "{\"version\": 1, \"tickets\": {\"default\": \"" + system() + "\"}}");
    }

    @Override
    protected void loseNextAnswer() {
      standin.fault("create", losing(), 1, 0);
    }

    @AfterEach
    void end() {
      standin.close();
    }
  }

  static InstalledSystems systems() {
    SsmClient ssm = Emulator.MINISTACK.client(SsmClient.builder());
    return new InstalledSystems(
        new TicketSecrets(Secrets.client(), InstantSource.system()),
        new JsonHttp(Duration.ofSeconds(2)),
        () -> ssm,
        Emulator.REGION);
  }

  /** Jira, whose search lags behind. */
  @Nested
  class InJira extends OverHttp {
    @Override
    String system() {
      return "jira";
    }

    @Override
    String losing() {
      return "accept-then-hang";
    }

    @Override
    Map<String, String> environment() {
      return Map.of("STANDIN_INDEX_SECONDS", "0.7");
    }

    @Override
    protected List<Kept> kept() {
      return standin.tickets().stream()
          .map(issue ->
              new Kept(
                  texts(issue.at("/fields/description")),
                  StreamSupport.stream(issue.path("comments").spliterator(), false)
                      .map(one -> texts(one.path("body")))
                      .toList(),
                  issue.path("status").asText().equals("Done")))
          .toList();
    }

    private static String texts(JsonNode document) {
      return String.join("\n", document.findValuesAsText("text"));
    }
  }

  @Nested
  class InGitHub extends OverHttp {
    @Override
    String system() {
      return "github";
    }

    @Override
    String losing() {
      return "accept-then-close";
    }

    @Override
    protected List<Kept> kept() {
      return standin.tickets().stream()
          .map(issue ->
              new Kept(
                  issue.path("body").asText(),
                  issue.path("kept").findValuesAsText("body").stream()
                      .map(text -> text.replace("\\", ""))
                      .toList(),
                  issue.path("state").asText().equals("closed")))
          .toList();
    }
  }

  /** GitHub with a token that may not push: its labels are dropped. */
  @Nested
  class InGitHubWithoutPush extends InGitHub {
    @Override
    Map<String, String> environment() {
      return Map.of("STANDIN_PUSH", "no");
    }
  }

  @Nested
  class InServiceNow extends OverHttp {
    @Override
    String system() {
      return "servicenow";
    }

    @Override
    String losing() {
      return "accept-then-close";
    }

    @Test
    void journalsShowNoHtml() {
      rig.handle(rig.stored("[code]<b>x</b>[/code]", CaseState.FAILED, "[CODE]<i>y</i>[/CODE]"));

      assertThat(standin.tickets()).hasSize(1);
      assertThat(standin.tickets().toString().toLowerCase(Locale.ROOT))
          .contains("<b>x</b>", "<i>y</i>")
          .doesNotContain("[code]", "[/code]");
    }

    @Override
    protected List<Kept> kept() {
      return standin.tickets().stream()
          .map(record ->
              new Kept(
                  record.path("description").asText(),
                  record.path("journal").findValuesAsText("value"),
                  record.path("state").asText().equals("6")))
          .toList();
    }
  }
}
