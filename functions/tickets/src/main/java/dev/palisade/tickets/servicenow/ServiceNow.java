package dev.palisade.tickets.servicenow;

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
import dev.palisade.tickets.text.Block;
import dev.palisade.tickets.text.Clean;
import dev.palisade.tickets.text.PlainText;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ServiceNow incidents by the Table API, found again by their correlation id. Closing resolves: the
 * instance itself closes what stays resolved.
 *
 * @see <a href="https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html">Table
 *     API</a>
 */
public final class ServiceNow implements TicketSystem {

  private static final String TABLE = "/api/now/table/incident";
  private static final String FIELDS = "sys_id,number,state";
  private static final int LONGEST_LINE = 160;
  private static final int LONGEST_TEXT = 4000;
  private static final String RESOLVED = "6";
  private static final Set<String> ENDED = Set.of(RESOLVED, "7", "8");
  private static final Duration SETTLES = Duration.ofSeconds(45);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonHttp http;
  private final Credentials credentials;
  private final String group;

  /**
   * The incidents of an instance.
   *
   * @param group name or {@code sys_id} of the group that they are assigned to, or empty
   */
  public ServiceNow(JsonHttp http, Credentials credentials, String group) {
    this.http = http;
    this.credentials = credentials;
    this.group = group;
  }

  @Override
  public Duration settles() {
    return SETTLES;
  }

  @Override
  public TicketRef create(Ticket ticket) {
    ObjectNode body = JSON.objectNode();
    body.put("short_description", Clean.cut(plain(ticket.title()), LONGEST_LINE));
    body.put("description", text(ticket.body()));
    body.put("correlation_id", ticket.key());
    body.put("correlation_display", "Palisade " + ticket.caseId());
    body.put("urgency", level(ticket.severity()));
    body.put("impact", level(ticket.severity()));
    if (!group.isEmpty()) {
      body.put("assignment_group", group);
    }
    if (!ticket.assignee().isEmpty()) {
      body.put("assigned_to", ticket.assignee());
    }
    try {
      return ref(
          send("create the incident", "POST", "?sysparm_fields=" + FIELDS, body).path("result"));
    } catch (TicketException e) {
      throw e.kind() == Kind.MISSING
          ? new TicketException(Kind.REFUSED, String.valueOf(e.getMessage()), null, e)
          : e;
    }
  }

  @Override
  public Optional<TicketRef> find(String key, Instant since) {
    if (!key.matches("[\\w-]+")) {
      throw new IllegalArgumentException("no key: " + key);
    }
    JsonNode found =
        send(
            "look for the incident",
            "GET",
            "?sysparm_query=correlation_id%3D"
                + key
                + "%5EORDERBYsys_created_on&sysparm_limit=1&sysparm_fields=correlation_id,"
                + FIELDS,
            null);
    JsonNode first = found.at("/result/0");
    // A condition that the instance does not know is overlooked, and everything is found.
    return first.path("correlation_id").asText().equals(key)
        ? Optional.of(ref(first))
        : Optional.empty();
  }

  @Override
  public void update(TicketRef ref, Ticket ticket, Note note, boolean again) {
    change("update the incident", ref, body(ref, ticket, note, again));
  }

  @Override
  public void close(TicketRef ref, Ticket ticket, Note note, boolean again) {
    ObjectNode body = body(ref, ticket, note, again);
    JsonNode now = send("read the incident", "GET", one(ref) + "?sysparm_fields=state", null);
    if (!ENDED.contains(now.at("/result/state").asText())) {
      body.put("state", RESOLVED);
      body.put("close_code", credentials.get("closeCode", "Solution provided"));
      body.put("close_notes", Clean.cut(plain(note.summary()), LONGEST_TEXT));
    }
    change("resolve the incident", ref, body);
  }

  private ObjectNode body(TicketRef ref, Ticket ticket, Note note, boolean again) {
    ObjectNode body = JSON.objectNode();
    body.put("description", text(ticket.body()));
    if (!again || !isTold(ref, note)) {
      List<Block> blocks = new ArrayList<>();
      blocks.add(new Block.Paragraph(note.mark() + ": " + note.summary()));
      blocks.addAll(note.body());
      body.put("work_notes", text(blocks));
    }
    return body;
  }

  /** Journals are read with their display values only. */
  private boolean isTold(TicketRef ref, Note note) {
    JsonNode read =
        send(
            "read the incident's notes",
            "GET",
            one(ref) + "?sysparm_fields=work_notes&sysparm_display_value=true",
            null);
    return read.at("/result/work_notes").asText().contains(note.mark() + ":");
  }

  private void change(String what, TicketRef ref, ObjectNode body) {
    send(what, "PATCH", one(ref) + "?sysparm_fields=" + FIELDS, body);
  }

  private static String one(TicketRef ref) {
    return "/" + ref.id();
  }

  private TicketRef ref(JsonNode record) {
    String id = record.path("sys_id").asText();
    if (!id.matches("[0-9a-f]{32}")) {
      throw new TicketException(Kind.UNANSWERED, "create the incident: the answer names none");
    }
    return new TicketRef(
        id,
        Clean.line(record.path("number").asText(id)),
        credentials.baseUrl() + "/nav_to.do?uri=incident.do?sys_id=" + id);
  }

  private static String text(List<Block> blocks) {
    // Breaking the markup adds a character each time it occurs; it is rare.
    String text = plain(PlainText.of(blocks, LONGEST_TEXT - 100));
    return Clean.cut(text, LONGEST_TEXT);
  }

  /** Journals show what stands between [code] and [/code] as HTML. */
  private static String plain(String text) {
    return text.replaceAll("(?i)\\[(/?)code]", "[\u200b$1code]");
  }

  private JsonNode send(String what, String method, String rest, @Nullable JsonNode body) {
    return http.send(
            what,
            method,
            URI.create(credentials.baseUrl() + TABLE + rest),
            Map.of("Authorization", credentials.basic()),
            body)
        .body();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "1";
      case MEDIUM -> "2";
      case LOW -> "3";
    };
  }
}
