package dev.palisade.cli.docs;

import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Domain;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the index of the event files: which controls look at each, and at which resource. */
public final class EventIndex {

  private static final String HEAD =
      """
      <!-- Generated from the controls' triggers; do not edit. -->

      # Events

      One EventBridge event per event that makes a control look, as it arrives on a governed
      account's bus. Ids, names and addresses are documentation values; [NOTICE](NOTICE) says what
      each shape rests on. `RECORD` is a published record, `DOCUMENTED` AWS documentation or a
      published rule that reads the same fields, `MODEL` the API's model only: unverified.

      | file | names | controls | evidence |
      | --- | --- | --- | --- |
      """;

  private EventIndex() {}

  /**
   * The index as Markdown.
   *
   * @param files events by their file's path relative to the folder, in the order shown
   */
  public static String of(Map<String, Event> files, List<Domain> domains) {
    List<ControlSpec> specs = domains.stream().flatMap(Domain::specs).toList();
    StringBuilder page = new StringBuilder(HEAD);
    files.forEach((file, event) -> page.append(row(file, event, specs)));
    return page.toString();
  }

  private static String row(String file, Event event, List<ControlSpec> specs) {
    SortedSet<String> names = new TreeSet<>();
    SortedSet<String> controls = new TreeSet<>();
    SortedSet<Trigger.Evidence> evidence = new TreeSet<>();
    for (ControlSpec spec : specs) {
      for (Trigger trigger : matching(spec, event).toList()) {
        trigger
            .named(event)
            .forEach(named -> names.add("`" + named.type().name() + "` `" + named.idOrArn() + "`"));
        controls.add("[" + spec.id() + "](../docs/controls/" + spec.id() + ".md)");
        evidence.add(trigger.evidence());
      }
    }
    return "| [%s](%s) | %s | %s | %s |\n"
        .formatted(
            file,
            file,
            String.join(", ", names),
            String.join(", ", controls),
            evidence.stream().map(Enum::name).collect(Collectors.joining(", ")));
  }

  private static Stream<Trigger> matching(ControlSpec spec, Event event) {
    return spec.triggers().stream().filter(trigger -> trigger.matches(event));
  }
}
