package dev.palisade.tickets.filing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.cases.Step;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.tickets.system.Note;
import dev.palisade.tickets.system.Ticket;
import dev.palisade.tickets.text.Block;
import dev.palisade.tickets.text.Block.Bullets;
import dev.palisade.tickets.text.Block.Code;
import dev.palisade.tickets.text.Block.Field;
import dev.palisade.tickets.text.Block.Fields;
import dev.palisade.tickets.text.Block.Heading;
import dev.palisade.tickets.text.Block.Link;
import dev.palisade.tickets.text.Block.Paragraph;
import dev.palisade.tickets.text.Masking;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a case's ticket says: what to do first, then what happened, who, why it matters, how it is
 * known to be AI, the evidence. Secrets are masked here, before any product's writer sees them.
 */
final class TicketText {

  private TicketText() {}

  /** The ticket of a case as the case stands. */
  static Ticket of(Case item, FiledTicket filed, String assignee) {
    return new Ticket(
        filed.key(),
        item.id(),
        masked("%s %s: %s".formatted(item.severity(), item.control(), item.resource().id())),
        body(item, filed.owner()),
        item.severity(),
        masked(filed.owner()),
        assignee,
        item.resource().arn());
  }

  /**
   * What is new about a case.
   *
   * @param told how many entries of its trail the ticket has told of
   */
  static Note news(Case item, int told) {
    List<AuditEntry> entries = item.trail();
    List<AuditEntry> latest = entries.subList(Math.min(told, entries.size()), entries.size());
    return new Note(
        item.id() + " #" + entries.size(),
        masked(item.state() + ": " + item.reason()),
        List.of(new Bullets(latest.stream().map(TicketText::line).toList())));
  }

  /** Why a ticket is closed by another case than its own. */
  static Note mended(Case by) {
    return new Note(
        by.id() + " #" + by.trail().size(),
        masked(
            "the finding is settled by case %s: %s, %s"
                .formatted(by.id(), by.state(), by.reason())),
        List.of());
  }

  private static List<Block> body(Case item, String owner) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph(masked(item.title() + " — " + item.state() + ": " + item.reason())));
    todo(blocks, item);
    blocks.add(new Heading("What happened"));
    blocks.add(new Fields(happened(item, owner)));
    blocks.add(new Heading("Why it matters"));
    blocks.add(new Paragraph(masked(item.proposal().rationale())));
    blocks.add(new Paragraph(masked("AI workload, because: " + item.scope().why())));
    blocks.add(new Paragraph(masked("Decided: " + item.decision().why())));
    blocks.add(new Link("Open the resource in the AWS console", console(item.resource())));
    blocks.add(new Paragraph("In a terminal: ./palisade cases " + item.id()));
    evidence(blocks, item.proposal().evidence());
    blocks.add(new Heading("So far"));
    blocks.add(new Bullets(item.trail().stream().map(TicketText::line).toList()));
    return blocks;
  }

  private static void todo(List<Block> blocks, Case item) {
    blocks.add(new Heading("What to do"));
    if (!item.proposal().steps().isBlank()) {
      blocks.add(new Code(masked(item.proposal().steps())));
    }
    if (item.steps().isEmpty()) {
      return;
    }
    boolean failed = item.state() == CaseState.FAILED;
    blocks.add(
        new Paragraph(
            failed
                ? "Palisade could not do all of this; what is left is to be done by hand:"
                : "The changes of the plan, and how far each is:"));
    blocks.add(new Bullets(item.steps().stream().map(step -> masked(progress(step))).toList()));
  }

  private static String progress(Step step) {
    return switch (step.progress()) {
      case PLANNED -> "not done: " + step.describe();
      case DONE -> "done: " + step.describe();
      case UNDONE -> "undone: " + step.describe();
      case SKIPPED -> "not needed any more: " + step.describe();
    };
  }

  private static List<Field> happened(Case item, String owner) {
    String person = item.origin().person();
    return List.of(
        field("Resource", item.resource().arn()),
        field("Type", item.resource().type()),
        field("Account", item.resource().account()),
        field("Region", item.resource().region()),
        field("Event", item.origin().name()),
        field("By", item.origin().actor().arn()),
        field("With", item.origin().facts().getOrDefault(Origin.TOOL, "")),
        field("Person", person),
        field("At", item.origin().at().toString()),
        field("Owner", owner),
        field("Control", item.control()),
        field("Severity", item.severity().name()));
  }

  private static Field field(String name, String value) {
    return new Field(name, masked(value));
  }

  private static void evidence(List<Block> blocks, JsonNode evidence) {
    if (!evidence.isEmpty()) {
      blocks.add(new Heading("Evidence"));
      blocks.add(new Code(Masking.json(evidence).toPrettyString()));
    }
  }

  private static String line(AuditEntry entry) {
    return masked("%s %s: %s (%s)".formatted(entry.at(), entry.stage(), entry.note(), entry.by()));
  }

  private static String console(ResourceRef ref) {
    return "https://console.aws.amazon.com/go/view?arn="
        + URLEncoder.encode(ref.arn(), StandardCharsets.UTF_8);
  }

  private static String masked(String text) {
    return Masking.text(text);
  }
}
