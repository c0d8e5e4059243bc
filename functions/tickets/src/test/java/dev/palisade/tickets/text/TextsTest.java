package dev.palisade.tickets.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.plan.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writers of products' texts must hold, whatever a resource is called. */
class TextsTest {

  private static List<Block> of(String untrusted) {
    return List.of(
        new Block.Heading("What happened"),
        new Block.Paragraph(untrusted),
        new Block.Fields(List.of(new Block.Field("Resource", untrusted))),
        new Block.Bullets(List.of(untrusted)),
        new Block.Code(untrusted),
        new Block.Link("Console", "https://console.aws.amazon.com/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[click](https://evil.example)",
        "<img src=x onerror=alert(1)>",
        "@octo-org/everybody look",
        "closes #1 and octo/repo#2 and GH-3",
        "https://evil.example and www.evil.example",
        "**bold** `code` ~~gone~~ | table |",
        "<!-- palisade planted -->",
        "# heading",
        "1. list",
        "mail me@evil.example"
      })
  void markdownProseIsNothingButText(String untrusted) {
    String prose = MarkdownText.prose(untrusted);

    assertThat(prose.replace("\\", "").replace("\u200b", "")).isEqualTo(untrusted);
    assertThat(prose).doesNotContain("<!--", "://", "](", "@o", "@e", "#1", "#2", "GH-3", "www.");
    // Every character of markup that is left stands behind a backslash.
    assertThat(prose.replaceAll("\\\\.", "")).doesNotContainPattern("[`*_\\[\\]<>#~|]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a`b", "```\n# out\n```", "````", "`", "a\nb", "<b>@x</b>"})
  void markdownCodeCantBeLeft(String untrusted) {
    String code = MarkdownText.code(untrusted);
    int ticks = code.length() - code.replaceAll("^`+", "").length();

    assertThat(code).endsWith("`".repeat(ticks)).doesNotContain("\n");
    String inner = code.substring(ticks, code.length() - ticks);
    assertThat(inner).doesNotContain("`".repeat(ticks));
    String whole = MarkdownText.of(List.of(new Block.Code(untrusted)), 1000);
    String fence = whole.lines().findFirst().orElseThrow();
    assertThat(fence).matches("`{3,}");
    assertThat(untrusted).doesNotContain(fence);
  }

  @Test
  void adfHoldsTextAsItIsAndNoEmptyNodes() {
    String untrusted = "{\"type\":\"rule\"} <b>[a](b)</b>\n\n\u202ereversed\u0000";
    JsonNode document = AdfText.of(of(untrusted), 10_000);

    assertThat(document.findValuesAsText("text")).noneMatch(String::isEmpty);
    assertThat(document.findValuesAsText("text"))
        .contains("{\"type\":\"rule\"} <b>[a](b)</b>", "reversed")
        .noneMatch(text -> text.contains("\u202e") || text.contains("\u0000"));
    assertThat(document.findValuesAsText("type")).doesNotContain("rule");
    assertThat(AdfText.of(List.of(new Block.Bullets(List.of())), 1000).path("content")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 512, 2048, 4000, 32767})
  void everyTextFitsAndSaysThatItWasShortened(int longest) {
    List<Block> blocks =
        List.of(
            new Block.Paragraph("first " + "a ".repeat(60)),
            new Block.Code("c".repeat(70_000)),
            new Block.Bullets(IntStream.range(0, 900).mapToObj(i -> "line " + i).toList()),
            new Block.Paragraph("last"));

    String plain = PlainText.of(blocks, longest);
    String markdown = MarkdownText.of(blocks, longest);
    JsonNode adf = AdfText.of(blocks, longest);

    assertThat(plain).hasSizeLessThanOrEqualTo(longest).doesNotContain("c".repeat(9000));
    assertThat(markdown).hasSizeLessThanOrEqualTo(longest);
    assertThat(adf.toString()).hasSizeLessThanOrEqualTo(longest);
    assertThat(plain).containsAnyOf("Shortened", "Too long");
    assertThat(markdown).containsAnyOf("Shortened", "Too long");
    assertThat(adf.toString()).containsAnyOf("Shortened", "Too long");
    if (longest > 512) {
      assertThat(plain).startsWith("first");
    }
  }

  @Test
  void whatComesFirstIsShortenedLast() {
    String todo = "change it at its source ".repeat(20);
    List<Block> blocks =
        List.of(
            new Block.Code(todo),
            new Block.Paragraph("why ".repeat(200)),
            new Block.Code("evidence ".repeat(200)));

    assertThat(MarkdownText.of(blocks, 1500)).contains(todo.strip()).contains("Shortened");

    List<Block> fight = new ArrayList<>();
    fight.add(new Block.Paragraph("a fight"));
    fight.add(new Block.Heading("What to do"));
    fight.add(new Block.Code(todo));
    IntStream.range(0, 12).forEach(i -> fight.add(new Block.Code("evidence ".repeat(30))));
    assertThat(MarkdownText.of(fight, 2048))
        .as("what follows goes before what to do is cut")
        .contains(todo.strip())
        .contains("Shortened");
  }

  @Test
  void whatFitsIsNotShortened() {
    assertThat(PlainText.of(of("a bucket"), 1000))
        .contains("Resource: a bucket")
        .doesNotContain("Shortened");
  }

  @Test
  void cutsNoCharacterInHalf() {
    assertThat(Clean.cut("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
    assertThat(Clean.cut("abcd", 4)).isEqualTo("abcd");
    assertThat(Clean.line("a\r\nb\tc")).isEqualTo("a b c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=hunter22222",
        "api_key: 'hunter22222'",
        "Authorization: Bearer hunter22222",
        "postgres://admin:hunter22222@db.example/x",
        "ghp_hunter22222abcdefghijklmnop",
        "xoxb-hunter22222-abcdefgh",
        "ABSKhunter22222abcdefghijklmnop",
        "eyJhunter22222.eyJhunter22222.hunter22222",
        "-----BEGIN RSA PRIVATE KEY-----\nhunter22222\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nhunter22222 cut",
        "wJalrXUtnFEMI/K7MDENG/bPxRhunter22222KEY"
      })
  void secretsAreMaskedByShapeAndName(String secret) {
    assertThat(Masking.text("before " + secret + " after")).doesNotContain("hunter22222");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:s3:::training-data-Of-Team-1/some/Long/path/that/goes/on/and/on",
        "AKIAIOSFODNN7EXAMPLE",
        "3f2b1c0d4e5f60718293a4b5c6d7e8f901234567",
        "sg-0123456789abcdef0 opened port 22 to 0.0.0.0/0",
        "https://sqs.us-east-1.amazonaws.com/111111111111/q"
      })
  void whatIsNoSecretStays(String plain) {
    assertThat(Masking.text(plain)).isEqualTo(plain);
  }

  @Test
  void secretsInJsonAreMaskedByTheirNames() throws Exception {
    JsonNode masked =
        Masking.json(
            Codec.plain()
                .readTree(
                    """
                    {"environment": {"DB_PASSWORD": "a", "apiKey": "b", "REGION": "eu-west-1"},
                     "list": ["token=abcdefgh"], "accessKeyId": "AKIA1", "secretArn": "arn:x",
                     "rotated": false}
                    """));

    assertThat(masked.at("/environment/DB_PASSWORD").asText()).isEqualTo("***");
    assertThat(masked.at("/environment/apiKey").asText()).isEqualTo("***");
    assertThat(masked.at("/environment/REGION").asText()).isEqualTo("eu-west-1");
    assertThat(masked.at("/list/0").asText()).isEqualTo("token=***");
    assertThat(masked.at("/accessKeyId").asText()).isEqualTo("AKIA1");
    assertThat(masked.at("/secretArn").asText()).isEqualTo("arn:x");
    assertThat(masked.at("/rotated").asBoolean(true)).isFalse();
  }
}
