package dev.palisade.cli.incident;

import dev.palisade.cli.incident.Moment.Kind;
import dev.palisade.cli.incident.Moment.Near;
import dev.palisade.core.scope.AiScope;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * An incident as one HTML file that needs nothing else: it can be mailed and opened offline.
 *
 * @param title what it is about
 * @param incident all that is known
 * @param picture what reached what
 * @param tiles the figures on top
 * @param days the timeline by UTC day
 */
public record IncidentPage(
    String title, Incident incident, Picture picture, List<Tile> tiles, List<Day> days) {

  private static final TemplateEngine PAGES = TemplateEngine.createPrecompiled(ContentType.Html);

  public IncidentPage {
    tiles = List.copyOf(tiles);
    days = List.copyOf(days);
  }

  /** A figure with what it counts. */
  public record Tile(String value, String label) {}

  /** A UTC day with its moments. */
  public record Day(String date, List<Line> lines) {
    public Day {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A moment, ready to be written.
   *
   * @param tone {@code good}, {@code warn}, {@code bad} or {@code calm}, for the outcome's colour
   * @param resources ARNs in one text
   * @param from address and place in one text
   */
  public record Line(
      String time,
      String kind,
      boolean direct,
      String who,
      String what,
      String resources,
      String outcome,
      String tone,
      String ai,
      String caseId,
      String from,
      String id) {}

  /** The page's text. */
  public static String of(Incident incident) {
    AiIndex known = new AiIndex(arn -> why(incident, arn), List.of());
    IncidentPage page =
        new IncidentPage(
            "Incident: " + incident.subject(),
            incident,
            Picture.of(incident.raw().calls(), incident.subject(), known),
            tiles(incident),
            days(incident));
    StringOutput text = new StringOutput();
    PAGES.render("incident.jte", page, text);
    return text.toString();
  }

  private static AiScope why(Incident incident, String arn) {
    return incident.touches().stream()
        .filter(touch -> touch.resource().equals(arn) && !touch.ai().isEmpty())
        .findFirst()
        .map(touch -> AiScope.because(touch.ai()))
        .orElse(AiScope.OUTSIDE);
  }

  private static List<Tile> tiles(Incident incident) {
    long calls = count(incident, Kind.CALL);
    long refused =
        incident.moments().stream()
            .filter(one -> one.kind() == Kind.CALL && !one.outcome().equals("ok"))
            .count();
    long ai =
        incident.touches().stream()
            .filter(touch -> !touch.ai().isEmpty())
            .map(Touch::resource)
            .distinct()
            .count();
    long people =
        count(incident, Kind.DECISION)
            + count(incident, Kind.REFUSAL)
            + count(incident, Kind.EXEMPTION);
    return List.of(
        new Tile(String.valueOf(calls), "calls, %d of them refused".formatted(refused)),
        new Tile(String.valueOf(ai), "AI data and models touched"),
        new Tile(
            String.valueOf(incident.cases().size()),
            "cases, %d open"
                .formatted(incident.cases().stream().filter(Incident.CaseLine::open).count())),
        new Tile(String.valueOf(count(incident, Kind.BLOCK)), "blocks of addresses"),
        new Tile(String.valueOf(people), "decisions, refusals, exemptions"));
  }

  private static long count(Incident incident, Kind kind) {
    return incident.moments().stream().filter(one -> one.kind() == kind).count();
  }

  private static List<Day> days(Incident incident) {
    TreeMap<LocalDate, List<Line>> days = new TreeMap<>();
    incident
        .moments()
        .forEach(one ->
            days.computeIfAbsent(
                    LocalDate.ofInstant(one.at(), ZoneOffset.UTC), day -> new ArrayList<>())
                .add(line(one)));
    return days.entrySet().stream()
        .map(day -> new Day(day.getKey().toString(), day.getValue()))
        .toList();
  }

  private static Line line(Moment one) {
    String place = one.account().isEmpty() ? "" : one.account() + " " + one.region();
    return new Line(
        one.at().toString().substring(11, 19),
        one.kind().name().toLowerCase(Locale.ROOT),
        one.near() == Near.DIRECT,
        one.who(),
        one.what(),
        String.join(", ", one.resources()),
        one.outcome(),
        tone(one),
        one.ai(),
        one.caseId(),
        "%s %s".formatted(one.address(), place).strip(),
        one.id());
  }

  private static String tone(Moment one) {
    return switch (one.kind()) {
      case CALL -> one.outcome().equals("ok") ? "calm" : "bad";
      case FINDING, REFUSAL -> "bad";
      case BLOCK, CHANGE -> "good";
      case DECISION, EXEMPTION, FREEZE -> "warn";
      case STAGE -> one.outcome().equals("VERIFIED") ? "good" : "calm";
      case REQUEST, POLICY -> "calm";
    };
  }
}
