package dev.palisade.tickets.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.tickets.http.Credentials;
import dev.palisade.tickets.http.JsonHttp;
import dev.palisade.tickets.http.JsonHttp.Answer;
import dev.palisade.tickets.system.Note;
import dev.palisade.tickets.system.Ticket;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import dev.palisade.tickets.system.TicketRef;
import dev.palisade.tickets.system.TicketSystem;
import dev.palisade.tickets.text.Block;
import dev.palisade.tickets.text.Clean;
import dev.palisade.tickets.text.MarkdownText;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * GitHub Issues. An issue is found by a hidden mark in its text among those changed since its
 * creation was asked for: GitHub drops labels in silence where the token may not push, and its
 * search lags behind its lists.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/issues">Issues</a>
 * @see <a href="https://docs.github.com/en/rest/issues/comments">Comments</a>
 */
public final class GitHubIssues implements TicketSystem {

  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_BODY = 65_536;
  private static final int PAGES = 20;
  private static final Duration SETTLES = Duration.ofSeconds(45);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonHttp http;
  private final Credentials credentials;
  private final String repository;

  /** The issues of a repository, {@code owner/name}. */
  public GitHubIssues(JsonHttp http, Credentials credentials, String repository) {
    if (!repository.matches("[A-Za-z0-9-]{1,39}/(?!\\.{1,2}$)[\\w.-]{1,100}")) {
      throw new TicketException(
          Kind.REFUSED, "no repository owner/name of GitHub: " + Clean.line(repository));
    }
    this.http = http;
    this.credentials = credentials;
    this.repository = repository;
  }

  @Override
  public Duration settles() {
    return SETTLES;
  }

  @Override
  public TicketRef create(Ticket ticket) {
    ObjectNode body = JSON.objectNode();
    body.put("title", Clean.cut(Clean.line(ticket.title()), LONGEST_TITLE));
    body.put("body", text(ticket));
    body.putArray("labels")
        .add("palisade")
        .add("severity: " + ticket.severity().name().toLowerCase(Locale.ROOT));
    if (!ticket.assignee().isEmpty()) {
      body.putArray("assignees").add(ticket.assignee());
    }
    try {
      return ref(send("create the issue", "POST", issues(), body).body());
    } catch (TicketException e) {
      // No such repository for this token, or one without issues.
      throw e.kind() == Kind.MISSING
          ? new TicketException(Kind.REFUSED, String.valueOf(e.getMessage()), null, e)
          : e;
    }
  }

  @Override
  public Optional<TicketRef> find(String key, Instant since) {
    // A minute earlier, since the clocks of two companies differ.
    Instant from = since.minus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    String next = issues() + "?state=all&sort=created&direction=asc&per_page=100&since=" + from;
    for (int page = 0; page < PAGES && !next.isEmpty(); page++) {
      Answer answer = send("look for the issue", "GET", next, null);
      for (JsonNode issue : answer.body()) {
        if (!issue.has("pull_request") && issue.path("body").asText().contains(mark(key))) {
          return Optional.of(ref(issue));
        }
      }
      next = within(answer.next());
    }
    return Optional.empty();
  }

  @Override
  public void update(TicketRef ref, Ticket ticket, Note note, boolean again) {
    ObjectNode body = JSON.objectNode();
    body.put("body", text(ticket));
    send("update the issue", "PATCH", issues() + "/" + ref.id(), body);
    tell(ref, note, again);
  }

  @Override
  public void close(TicketRef ref, Ticket ticket, Note note, boolean again) {
    tell(ref, note, again);
    ObjectNode body = JSON.objectNode();
    body.put("body", text(ticket));
    body.put("state", "closed");
    body.put("state_reason", "completed");
    send("close the issue", "PATCH", issues() + "/" + ref.id(), body);
  }

  private void tell(TicketRef ref, Note note, boolean again) {
    String path = issues() + "/" + ref.id() + "/comments";
    if (again && isTold(path, note)) {
      return;
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(note.summary()));
    blocks.addAll(note.body());
    String hidden = "\n\n" + mark(note.mark().replaceAll("[^\\w-]+", "-"));
    ObjectNode body = JSON.objectNode();
    body.put("body", MarkdownText.of(blocks, LONGEST_BODY - hidden.length()) + hidden);
    send("comment on the issue", "POST", path, body);
  }

  private boolean isTold(String path, Note note) {
    String mark = mark(note.mark().replaceAll("[^\\w-]+", "-"));
    String next = path + "?per_page=100";
    for (int page = 0; page < PAGES && !next.isEmpty(); page++) {
      Answer answer = send("read the issue's comments", "GET", next, null);
      for (JsonNode comment : answer.body()) {
        if (comment.path("body").asText().contains(mark)) {
          return true;
        }
      }
      next = within(answer.next());
    }
    return false;
  }

  // The next page's address comes from the answer: only its path within this site is taken.
  private String within(String next) {
    if (next.startsWith(credentials.baseUrl())) {
      return next.substring(credentials.baseUrl().length());
    }
    return next.startsWith("/") ? next : "";
  }

  private static String mark(String key) {
    return "<!-- palisade " + key + " -->";
  }

  private static String text(Ticket ticket) {
    String hidden = "\n\n" + mark(ticket.key());
    return MarkdownText.of(ticket.body(), LONGEST_BODY - hidden.length()) + hidden;
  }

  private TicketRef ref(JsonNode issue) {
    int number = issue.path("number").asInt();
    if (number <= 0) {
      throw new TicketException(Kind.UNANSWERED, "create the issue: the answer names none");
    }
    return new TicketRef(
        String.valueOf(number),
        repository + "#" + number,
        Clean.line(issue.path("html_url").asText()));
  }

  private String issues() {
    return "/repos/" + repository + "/issues";
  }

  private Answer send(String what, String method, String path, @Nullable JsonNode body) {
    return http.send(
        what,
        method,
        URI.create(credentials.baseUrl() + path),
        Map.of(
            "Authorization",
            "Bearer " + credentials.get("token"),
            "Accept",
            "application/vnd.github+json",
            "X-GitHub-Api-Version",
            "2022-11-28",
            "User-Agent",
            "palisade"),
        body);
  }
}
