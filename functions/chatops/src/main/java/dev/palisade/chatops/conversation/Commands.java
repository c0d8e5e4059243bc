package dev.palisade.chatops.conversation;

import com.slack.api.model.block.LayoutBlock;
import dev.palisade.chatops.request.SlackRequest;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.RefusedException;
import dev.palisade.platform.catalogue.Catalogue;
import dev.palisade.platform.catalogue.Catalogue.Located;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The slash command: {@code /palisade} and a word. Roles are checked by the desk. */
final class Commands {

  private static final int LISTED = 15;

  private static final List<CaseState> OPEN =
      Arrays.stream(CaseState.values()).filter(CaseState::isOpen).toList();

  private static final Message HELP =
      Message.saying(
          """
          *Whoever may look*
          `status` – freeze, open cases, your role
          `cases` – what waits for a decision; `cases failed` and so on for other states
          `case ID` – one case with plan and timeline
          `exempt list` – what stands for a time
          *Whoever may approve*
          buttons of a message; `exempt ID 7d REASON` for one case's finding
          *Whoever operates*
          `plan ARN` – look at a resource now and show the plan
          `fix ARN` – the same, and ask here whether to apply it; for a bucket add its account and \
          region: `fix ARN 222222222222 eu-west-1`, and a control's id for that one only
          `undo ID`, `undo all since 2h` – put back what was before; asks first
          `exempt end X-ID` – end an exemption
          `freeze REASON`, `unfreeze` – stop all writes that have not begun, and go on\
          """
              .replace("<", "&lt;"));

  private final Desk desk;
  private final Buttons buttons;
  private final Catalogue catalogue;
  private final InstantSource clock;

  Commands(Desk desk, Buttons buttons, Catalogue catalogue, InstantSource clock) {
    this.desk = desk;
    this.buttons = buttons;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * Carries a command out.
   *
   * @throws RefusedException if the person may not, or it can't be understood
   */
  Turn run(Person person, SlackRequest request) {
    List<String> words =
        Stream.of(request.value().strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    String verb = words.isEmpty() ? "help" : words.getFirst().toLowerCase(Locale.ROOT);
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (verb) {
      case "help" -> Turn.read(HELP);
      case "status" -> Turn.read(status(person));
      case "cases" -> Turn.read(cases(person, rest));
      case "case" -> Turn.read(details(person, rest));
      case "plan", "fix" -> fix(person, verb, rest);
      case "exempt" -> exempt(person, request, rest);
      case "undo" -> Turn.read(undo(person, rest));
      case "freeze" -> freeze(person, rest);
      case "unfreeze" -> {
        int kept = desk.unfreeze(person);
        yield Turn.done(
            Message.saying(
                "Writes may go on; %d cases that waited are asked again.".formatted(kept)));
      }
      default -> throw new RefusedException("there is no `" + verb + "`; try `/palisade help`");
    };
  }

  private Message status(Person person) {
    String role =
        desk.role(person).map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("nobody");
    StringBuilder text =
        new StringBuilder("You are %s (%s).".formatted(Plain.prose(person.id(), 200), role));
    text.append(
        desk.freeze()
            .map(Commands::frozen)
            .orElse("\nNo freeze: what policy enforces is fixed at once."));
    if (desk.role(person).isPresent()) {
      for (CaseState state : OPEN) {
        int count = desk.cases(person, state).size();
        if (count > 0) {
          text.append(
              "\n%s %d: %s".formatted(CaseWords.sign(state), count, CaseWords.state(state)));
        }
      }
    }
    return Message.saying(text.toString());
  }

  private static String frozen(Freeze freeze) {
    return "\n🧊 *Frozen* since %s by %s: %s"
        .formatted(
            BlockKit.time(freeze.since()),
            Plain.prose(freeze.by(), 200),
            Plain.prose(freeze.reason(), 500));
  }

  private Message cases(Person person, List<String> words) {
    CaseState state =
        words.isEmpty()
            ? CaseState.AWAITING_APPROVAL
            : Arrays.stream(CaseState.values())
                .filter(one ->
                    one.name()
                        .replace("_", "")
                        .equalsIgnoreCase(words.getFirst().replaceAll("[_-]", "")))
                .findFirst()
                .orElseThrow(() -> new RefusedException("there is no such state"));
    List<Case> cases = desk.cases(person, state);
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(BlockKit.section("*%d cases: %s*".formatted(cases.size(), CaseWords.state(state))));
    cases.stream()
        .limit(LISTED)
        .forEach(item ->
            blocks.add(
                BlockKit.section(
                    CaseWords.line(item),
                    BlockKit.button(
                        Actions.DETAILS, "Details", Ask.about(item).written(), null, null))));
    if (cases.size() > LISTED) {
      blocks.add(BlockKit.context("and %d more".formatted(cases.size() - LISTED)));
    }
    return new Message(cases.size() + " cases", blocks);
  }

  private Message details(Person person, List<String> words) {
    Case item = desk.find(person, caseId(words));
    List<LayoutBlock> blocks = Forms.detailBlocks(item);
    return new Message(
        "Case " + item.id(), blocks.subList(0, Math.min(blocks.size(), Message.MOST_BLOCKS)));
  }

  private Turn fix(Person person, String verb, List<String> words) {
    if (words.isEmpty()) {
      throw new RefusedException(
          "name the resource by its ARN: `/palisade %s ARN`".formatted(verb));
    }
    String account = "";
    String region = "";
    String control = "";
    for (String word : words.subList(1, words.size())) {
      if (word.matches("\\d{12}")) {
        account = word;
      } else if (word.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
        region = word;
      } else if (catalogue.control(word).isPresent()) {
        control = word;
      } else {
        throw new RefusedException("there is no control " + word);
      }
    }
    Located located = located(words.getFirst(), account, region);
    String event = desk.fix(person, located.domain(), located.ref(), control);
    return Turn.done(
        Message.saying(
            "Looking at %s now (event %s). If there is a gap, its plan comes to the channel as a case"
                    .formatted(Plain.code(located.ref().arn()), Plain.code(event))
                + " under your name. Nothing is changed before somebody approves it there."));
  }

  private Located located(String arn, String account, String region) {
    try {
      return catalogue
          .locate(arn, account, region)
          .orElseThrow(() -> new RefusedException("no control looks after such a resource"));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    }
  }

  private Turn exempt(Person person, SlackRequest request, List<String> words) {
    if (words.isEmpty() || words.getFirst().equals("list")) {
      return Turn.read(exemptions(desk.exemptions(person)));
    }
    if (words.getFirst().equals("end")) {
      if (words.size() < 2) {
        throw new RefusedException("name the exemption: `/palisade exempt end x-…`");
      }
      Exemption ended =
          desk.endExemption(person, words.get(1), String.join(" ", words.subList(2, words.size())));
      return Turn.done(
          Message.saying(
              "%s has ended; its findings are judged again.".formatted(Plain.code(ended.id()))));
    }
    String id = caseId(words);
    if (words.size() == 1) {
      return buttons.exemptForm(request, desk.find(person, id));
    }
    Duration lasts =
        Periods.read(words.get(1))
            .orElseThrow(() ->
                new RefusedException(
                    "say for how long: `/palisade exempt %s 7d WHY`".formatted(id)));
    String reason = String.join(" ", words.subList(2, words.size()));
    return Turn.about(id, null, Buttons.exempted(desk.exempt(person, id, reason, lasts)));
  }

  private static Message exemptions(List<Exemption> exemptions) {
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(BlockKit.section("*%d exemptions*".formatted(exemptions.size())));
    exemptions.stream()
        .limit(LISTED)
        .forEach(one ->
            blocks.add(
                BlockKit.section(
                    "%s until %s, owner %s: %s\n%s %s"
                        .formatted(
                            Plain.code(one.id()),
                            BlockKit.time(one.until()),
                            Plain.prose(one.owner(), 200),
                            Plain.prose(one.reason(), 500),
                            Plain.code(one.match().control()),
                            Plain.code(one.match().resource() + one.match().tag())))));
    return new Message(exemptions.size() + " exemptions", blocks);
  }

  private Message undo(Person person, List<String> words) {
    if (!words.isEmpty() && words.getFirst().equals("all")) {
      return undoAll(person, words);
    }
    Case item = desk.find(person, caseId(words));
    boolean force = words.size() > 1 && words.get(1).equals("force");
    return new Message(
        "Undo " + item.id(),
        List.of(
            BlockKit.section("*Put back what was before?*\n" + CaseWords.line(item)),
            BlockKit.section(
                Plain.block(
                    item.steps().stream().flatMap(step -> PlanDiff.back(step).stream()).toList(),
                    BlockKit.SECTION)),
            BlockKit.actions(
                List.of(
                    BlockKit.button(
                        force ? Actions.UNDO_FORCED : Actions.UNDO,
                        force ? "Undo whatever changed since" : "Undo",
                        Ask.about(item).written(),
                        "danger",
                        null)))));
  }

  private Message undoAll(Person person, List<String> words) {
    if (words.size() != 3 || !words.get(1).equals("since")) {
      throw new RefusedException("say since when: `/palisade undo all since 2h`");
    }
    Instant since =
        clock
            .instant()
            .minus(
                Periods.read(words.get(2))
                    .orElseThrow(() -> new RefusedException("say since when, as 30m, 2h or 1d")));
    List<Case> cases =
        Stream.of(CaseState.VERIFIED, CaseState.CONTAINED, CaseState.FAILED)
            .flatMap(state -> desk.cases(person, state).stream())
            .filter(item -> !item.updatedAt().isBefore(since) && CaseWords.isUndoable(item))
            .sorted(Comparator.comparing(Case::updatedAt).reversed())
            .toList();
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(
        BlockKit.section(
            "*Undo %d cases that changed something since %s, most recent first?*"
                .formatted(cases.size(), BlockKit.time(since))));
    cases.stream()
        .limit(LISTED)
        .forEach(item -> blocks.add(BlockKit.section(CaseWords.line(item))));
    if (!cases.isEmpty()) {
      blocks.add(
          BlockKit.actions(
              List.of(
                  BlockKit.button(
                      Actions.UNDO_ALL, "Undo them all", since.toString(), "danger", null))));
    }
    return new Message("Undo " + cases.size() + " cases", blocks);
  }

  private Turn freeze(Person person, List<String> words) {
    if (words.isEmpty()) {
      throw new RefusedException("say why: `/palisade freeze REASON`");
    }
    Freeze freeze = desk.freeze(person, String.join(" ", words));
    return Turn.done(Message.saying(frozen(freeze).strip()));
  }

  private static String caseId(List<String> words) {
    if (words.isEmpty() || !words.getFirst().matches("c-[0-9a-z]{1,20}")) {
      throw new RefusedException("name the case, as c-abcdefghij");
    }
    return words.getFirst();
  }
}
