package dev.palisade.chatops.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.slack.api.util.json.GsonFactory;
import dev.palisade.core.cases.Case;
import dev.palisade.platform.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Messages and forms as Slack gets them; {@code -Dupdate} writes them anew, to be looked at. */
class SnapshotTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("palisade.root"), "functions/chatops/src/test/resources/messages");

  private static final Gson SLACK = GsonFactory.createSnakeCase();
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  @TestFactory
  Stream<DynamicTest> messagesAreTheOnesThatWereLookedAt() {
    CaseMessage words = new CaseMessage(Catalogue.builtIn());
    Case waiting = Samples.waiting();
    Map<String, Supplier<Object>> shown = new TreeMap<>();
    shown.put("waiting", () -> words.of(waiting).blocks());
    shown.put(
        "approved-once-of-two",
        () ->
            words
                .of(
                    Samples.waiting(json -> json.put("approvalsNeeded", 2))
                        .decided(Samples.approval(true, Samples.HASH)))
                .blocks());
    shown.put("verified", () -> words.of(Samples.verified()).blocks());
    shown.put(
        "denied", () -> words.of(waiting.decided(Samples.approval(false, Samples.HASH))).blocks());
    shown.put("hostile", () -> words.of(Samples.hostile()).blocks());
    shown.put(
        "digest",
        () ->
            DigestMessage.of(
                    IntStream.range(0, 40)
                        .mapToObj(number ->
                            new Shown.Line(
                                "c-" + (char) ('a' + number % 26) + "x" + number,
                                number % 3 == 0 ? "AWAITING_APPROVAL" : "VERIFIED",
                                number % 2 == 0 ? "CRITICAL" : "HIGH",
                                number % 5 == 0 ? "EC2.OpenPorts" : "S3.PublicAccess",
                                "arn:aws:s3:::bucket-" + number,
                                1))
                        .toList())
                .blocks());
    shown.put("form-exempt", () -> Forms.exempt(waiting, "C0PALISADE"));
    shown.put("form-details", () -> Forms.details(Samples.verified()));
    return shown.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(), () -> compare(entry.getKey(), entry.getValue().get())));
  }

  private static void compare(String name, Object shown) throws IOException {
    JsonElement json =
        shown instanceof List<?> blocks ? SLACK.toJsonTree(blocks) : SLACK.toJsonTree(shown);
    String text = PRETTY.toJson(json) + "\n";
    Path file = FOLDER.resolve(name + ".json");
    if (System.getProperty("update") != null) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
