package dev.palisade.cli.command;

import dev.palisade.cli.Console;
import dev.palisade.cli.Exit;
import dev.palisade.cli.Failure;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.policy.Spans;
import dev.palisade.platform.desk.DeskRequest.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code palisade exempt}: lets findings stand for a time, and shows and ends what does. */
@Command(
    name = "exempt",
    description = {
      "Lets a finding stand for a time, with a reason; policy says for how long at most.",
      "For a case: whoever may decide on it. By resource, control, account or tag: an operator.",
      "Without arguments: the exemptions in force."
    },
    footer = "%nExit codes: 0 done, 1 refused.")
final class ExemptCommand implements Callable<Integer> {

  @ParentCommand private Palisade palisade;

  @Parameters(index = "0", arity = "0..1", paramLabel = "CASE", description = "The case.")
  private @Nullable String id;

  @Option(names = "--resource", paramLabel = "ARN", description = "Resources, * for any text.")
  private String resource = "";

  @Option(names = "--control", paramLabel = "ID", description = "Controls, * for any text.")
  private String control = "";

  @Option(names = "--in-account", paramLabel = "ID", description = "The account.")
  private String account = "";

  @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "Resources with this tag.")
  private String tag = "";

  @Option(names = "--owner", paramLabel = "PERSON", description = "Who answers for it; you.")
  private String owner = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; always needed.")
  private String reason = "";

  @Option(names = "--for", paramLabel = "TIME", description = "For how long: 12h, 7d, 2w.")
  private @Nullable String lasts;

  @Option(names = "--end", paramLabel = "EXEMPTION", description = "Ends an exemption now.")
  private @Nullable String end;

  @Option(names = "--json", description = "JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Desk desk = palisade.desk();
    if (end != null) {
      tell(Desk.read(desk.ask(Action.END_EXEMPTION, ending(end)), Exemption.class), "ended");
      return Exit.DONE;
    }
    if (id == null && resource.isEmpty() && account.isEmpty() && tag.isEmpty()) {
      list(desk.cases().exemptions(), desk);
      return Exit.DONE;
    }
    tell(Desk.read(desk.ask(Action.EXEMPT, members()), Exemption.class), "exempt");
    return Exit.DONE;
  }

  private Map<String, String> ending(String exemption) {
    return Map.of("id", exemption, "reason", reason);
  }

  private Map<String, String> members() {
    if (lasts == null) {
      throw Failure.because("an exemption needs an end: say --for 7d");
    }
    Map<String, String> members = new HashMap<>();
    members.put("reason", reason);
    members.put("lasts", span(lasts));
    members.put("owner", owner);
    if (id != null) {
      members.put("case", id);
    }
    members.put("resource", resource);
    members.put("control", control);
    members.put("account", account);
    members.put("tag", tag);
    return members;
  }

  private static String span(String text) {
    try {
      return Spans.parse(text).toString();
    } catch (IllegalArgumentException e) {
      throw Failure.because(String.valueOf(e.getMessage()));
    }
  }

  private void tell(Exemption exemption, String what) {
    Console console = palisade.console();
    if (json) {
      console.json(exemption);
    } else {
      console.print(
          what.equals("ended")
              ? exemption.id() + " ended; what it let stand is judged again"
              : exemption.why());
    }
  }

  private void list(List<Exemption> all, Desk desk) {
    List<Exemption> standing =
        all.stream().filter(one -> one.holdsAt(desk.clock().instant())).toList();
    Console console = palisade.console();
    if (json) {
      console.json(standing);
      return;
    }
    if (standing.isEmpty()) {
      console.print("nothing is exempt");
    }
    for (Exemption one : standing) {
      Exemption.Match match = one.match();
      console.print(
          "%s  %s%s%s%s  %s"
              .formatted(
                  one.id(),
                  match.control().isEmpty() ? "all controls" : match.control(),
                  named(" on ", match.resource()),
                  named(" in ", match.account()),
                  named(" with tag ", match.tag()),
                  one.why()));
    }
  }

  private static String named(String before, String text) {
    return text.isEmpty() ? "" : before + text;
  }
}
