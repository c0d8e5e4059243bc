package dev.palisade.cli.incident;

import dev.palisade.cli.Console;
import dev.palisade.cli.Console.Tint;
import dev.palisade.cli.incident.Moment.Near;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An incident in lines for a terminal. */
public final class IncidentText {

  private static final int WHO = 28;

  private final Console console;

  private IncidentText(Console console) {
    this.console = console;
  }

  /** Prints an incident: its timeline, who touched which AI data and models, its cases. */
  public static void print(Console console, Incident incident) {
    new IncidentText(console).print(incident);
  }

  private void print(Incident incident) {
    line(
        console.tint(Tint.BOLD, incident.kind() + " " + Names.shown(incident.subject()))
            + ", %s to %s".formatted(incident.since(), incident.until()));
    line("");
    incident.moments().forEach(this::moment);
    List<Touch> ai = incident.touches().stream().filter(one -> !one.ai().isEmpty()).toList();
    if (!ai.isEmpty()) {
      head("AI data and models, and who touched them");
      ai.forEach(this::touch);
    }
    if (!incident.cases().isEmpty()) {
      head("cases");
      incident.cases().forEach(this::item);
    }
    head("what this rests on");
    line(
        "  %d records from %d questions in %s"
            .formatted(
                incident.records(), incident.questions(), String.join("; ", incident.places())));
    incident.limits().forEach(limit -> line("  not seen: " + Names.shown(limit)));
  }

  private void head(String text) {
    line("");
    line(console.tint(Tint.BOLD, text));
  }

  private void moment(Moment one) {
    String time = one.at().toString().substring(0, 19).replace('T', ' ');
    String kind = one.kind().name().toLowerCase(Locale.ROOT);
    String where = one.resources().stream().map(Names::of).collect(Collectors.joining(", "));
    line(
        "%s %s %-9s %-28s %s  %s%s%s%s%s"
            .formatted(
                one.near() == Near.DIRECT ? " " : console.tint(Tint.DIM, "~"),
                console.tint(Tint.DIM, time),
                kind,
                Names.cut(Names.shown(Names.of(one.who())), WHO),
                Names.shown(one.what()),
                Names.shown(where),
                outcome(one),
                mark("  from ", one.address()),
                mark("  case ", one.caseId()),
                mark("  AI: ", one.ai())));
  }

  private String outcome(Moment one) {
    if (one.outcome().isEmpty() || one.outcome().equals("ok")) {
      return "";
    }
    Tint tint = one.kind() == Moment.Kind.CALL ? Tint.RED : Tint.YELLOW;
    return "  " + console.tint(tint, Names.shown(one.outcome()));
  }

  private void touch(Touch one) {
    line(
        "  %s by %s: %d changed, %d read, %d refused (%s); %s"
            .formatted(
                Names.shown(one.resource()),
                Names.shown(Names.of(one.who())),
                one.writes(),
                one.reads(),
                one.refused(),
                Names.shown(String.join(", ", one.calls())),
                Names.shown(one.ai())));
  }

  private void item(Incident.CaseLine one) {
    line(
        "  %s  %s  %s  %s  %s: %s"
            .formatted(
                one.id(),
                one.near() == Near.DIRECT ? "about it" : "around it",
                one.state(),
                one.severity(),
                one.control(),
                Names.shown(one.reason())));
  }

  private static String mark(String before, String text) {
    return text.isEmpty() ? "" : before + Names.shown(text);
  }

  private void line(String text) {
    console.print(text);
  }
}
