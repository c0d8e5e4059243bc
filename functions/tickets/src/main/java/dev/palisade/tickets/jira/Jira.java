package dev.palisade.tickets.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.Severity;
import dev.palisade.tickets.http.Credentials;
import dev.palisade.tickets.http.JsonHttp;
import dev.palisade.tickets.system.Note;
import dev.palisade.tickets.system.Ticket;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import dev.palisade.tickets.system.TicketRef;
import dev.palisade.tickets.system.TicketSystem;
import dev.palisade.tickets.text.AdfText;
import dev.palisade.tickets.text.Block;
import dev.palisade.tickets.text.Clean;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Jira Cloud. An issue is found by a label of its own: entity properties can't be searched for
 * without an app that declares them. The search may lag behind, so that an issue is only created
 * again after a while.
 *
 * @see <a
 *     href="https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-post">
 *     Create issue, edit issue, transitions</a>
 * @see <a
 *     href="https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-jql-post">
 *     Search for issues using JQL enhanced search</a>
 * @see <a
 *     href="https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/">Comments</a>
 */
public final class Jira implements TicketSystem {

  private static final int LONGEST_SUMMARY = 255;

  /** Jira counts a text field's characters; the document's JSON is rather longer. */
  private static final int LONGEST_TEXT = 32_767;

  private static final Duration SETTLES = Duration.ofSeconds(120);
  private static final int NOTES_LOOKED_AT = 20;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonHttp http;
  private final Credentials credentials;
  private final String project;

  /** A site's project, by its key. */
  public Jira(JsonHttp http, Credentials credentials, String project) {
    if (!project.matches("[A-Z][A-Z0-9_]{1,254}")) {
      throw new TicketException(Kind.REFUSED, "no project key of Jira: " + Clean.line(project));
    }
    this.http = http;
    this.credentials = credentials;
    this.project = project;
  }

  @Override
  public Duration settles() {
    return SETTLES;
  }

  @Override
  public TicketRef create(Ticket ticket) {
    ObjectNode body = JSON.objectNode();
    ObjectNode fields = body.putObject("fields");
    fields.putObject("project").put("key", project);
    fields.putObject("issuetype").put("name", credentials.get("issueType", "Task"));
    fields.put("summary", Clean.cut(Clean.line(ticket.title()), LONGEST_SUMMARY));
    fields.set("description", AdfText.of(ticket.body(), LONGEST_TEXT));
    fields.putArray("labels").add("palisade").add(ticket.key());
    if (credentials.get("priorities").equals("yes")) {
      fields.putObject("priority").put("name", priority(ticket.severity()));
    }
    if (!ticket.assignee().isEmpty()) {
      fields.putObject("assignee").put("accountId", ticket.assignee());
    }
    ObjectNode property = body.putArray("properties").addObject();
    property.put("key", "palisade.case");
    property.putObject("value").put("case", ticket.caseId()).put("resource", ticket.resource());
    try {
      return ref(send("create the issue", "POST", "/issue", body));
    } catch (TicketException e) {
      throw e.kind() == Kind.MISSING ? refused(e) : e;
    }
  }

  @Override
  public Optional<TicketRef> find(String key, Instant since) {
    ObjectNode body = JSON.objectNode();
    body.put(
        "jql", "project = \"%s\" AND labels = \"%s\" ORDER BY created ASC".formatted(project, key));
    body.putArray("fields").add("labels");
    body.put("maxResults", 1);
    JsonNode answer = http.search("search Jira", uri("/search/jql"), headers(), body).body();
    return StreamSupport.stream(answer.path("issues").spliterator(), false)
        .findFirst()
        .map(this::ref);
  }

  @Override
  public void update(TicketRef ref, Ticket ticket, Note note, boolean again) {
    ObjectNode body = JSON.objectNode();
    body.putObject("fields").set("description", AdfText.of(ticket.body(), LONGEST_TEXT));
    send("update the issue", "PUT", "/issue/" + ref.id(), body);
    tell(ref, note, again);
  }

  @Override
  public void close(TicketRef ref, Ticket ticket, Note note, boolean again) {
    update(ref, ticket, note, again);
    JsonNode issue = send("read the issue", "GET", "/issue/" + ref.id() + "?fields=status", null);
    if (issue.at("/fields/status/statusCategory/key").asText().equals("done")) {
      return;
    }
    String path = "/issue/" + ref.id() + "/transitions";
    JsonNode possible = send("read the issue's transitions", "GET", path, null);
    JsonNode done =
        StreamSupport.stream(possible.path("transitions").spliterator(), false)
            .filter(one -> one.at("/to/statusCategory/key").asText().equals("done"))
            .filter(one ->
                credentials.get("closeTransition").isEmpty()
                    || one.path("name").asText().equals(credentials.get("closeTransition")))
            .findFirst()
            .orElseThrow(() ->
                new TicketException(
                    Kind.REFUSED,
                    ref.reference()
                        + " can't be closed from "
                        + Clean.line(issue.at("/fields/status/name").asText())
                        + ": its workflow has no such transition for Palisade's user"));
    ObjectNode body = JSON.objectNode();
    body.putObject("transition").put("id", done.path("id").asText());
    send("close the issue", "POST", path, body);
  }

  private void tell(TicketRef ref, Note note, boolean again) {
    String path = "/issue/" + ref.id() + "/comment";
    if (again) {
      JsonNode comments =
          send(
              "read the issue's comments",
              "GET",
              path + "?orderBy=-created&maxResults=" + NOTES_LOOKED_AT,
              null);
      boolean there =
          StreamSupport.stream(comments.path("comments").spliterator(), false)
              .map(one -> one.at("/body/content/0/content/0/text").asText())
              .anyMatch(text -> text.startsWith(note.mark() + ":"));
      if (there) {
        return;
      }
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(note.mark() + ": " + note.summary()));
    blocks.addAll(note.body());
    ObjectNode body = JSON.objectNode();
    body.set("body", AdfText.of(blocks, LONGEST_TEXT));
    send("comment on the issue", "POST", path, body);
  }

  private TicketRef ref(JsonNode issue) {
    String key = issue.path("key").asText();
    if (!key.matches("[A-Z][A-Z0-9_]*-\\d+")) {
      throw new TicketException(Kind.UNANSWERED, "create the issue: the answer names none");
    }
    return new TicketRef(key, key, credentials.baseUrl() + "/browse/" + key);
  }

  private static TicketException refused(TicketException e) {
    return new TicketException(Kind.REFUSED, String.valueOf(e.getMessage()), null, e);
  }

  private JsonNode send(String what, String method, String path, @Nullable JsonNode body) {
    return http.send(what, method, uri(path), headers(), body).body();
  }

  private URI uri(String path) {
    return URI.create(credentials.baseUrl() + "/rest/api/3" + path);
  }

  private Map<String, String> headers() {
    return Map.of("Authorization", credentials.basic());
  }

  private static String priority(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "Highest";
      case HIGH -> "High";
      case MEDIUM -> "Medium";
      case LOW -> "Low";
    };
  }
}
