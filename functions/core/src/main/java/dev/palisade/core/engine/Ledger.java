package dev.palisade.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ledger of a case whose function stopped in the middle. Steps run in order and each is
 * recorded before the next begins, so only the first one still planned can have been made unseen.
 */
final class Ledger {

  private Ledger() {}

  /**
   * The ledger with which an abandoned case goes on: what was done stays. A planned step that
   * nothing asks for any more was made (the first) or was not needed (the others), and an undo must
   * know which. What is left is planned anew; a partial plan keeps to what was decided of it.
   *
   * @param fresh the steps of the plan over the live state, none where the control holds
   */
  static List<Step> continued(Case abandoned, List<Step> fresh, Instant now) {
    Set<JsonNode> wanted = fresh.stream().map(Step::change).collect(Collectors.toSet());
    List<Step> ledger = new ArrayList<>();
    List<Step> left = new ArrayList<>();
    Step.Progress unseen = Step.Progress.DONE;
    for (Step step : abandoned.steps()) {
      if (step.progress() != Step.Progress.PLANNED) {
        ledger.add(step);
        continue;
      }
      if (wanted.contains(step.change())) {
        left.add(step);
      } else {
        ledger.add(step.at(unseen, now));
      }
      unseen = Step.Progress.SKIPPED;
    }
    ledger.addAll(abandoned.proposal().partial() ? left : fresh);
    return ledger;
  }

  /** Whether a ledger still plans a change. */
  static boolean isOpen(List<Step> ledger) {
    return ledger.stream().anyMatch(step -> step.progress() == Step.Progress.PLANNED);
  }

  /** Whether all that a ledger still plans was planned, and so decided on, before. */
  static boolean keepsTo(Case decided, List<Step> ledger) {
    Set<JsonNode> known = decided.steps().stream().map(Step::change).collect(Collectors.toSet());
    return ledger.stream()
        .filter(step -> step.progress() == Step.Progress.PLANNED)
        .allMatch(step -> known.contains(step.change()));
  }
}
