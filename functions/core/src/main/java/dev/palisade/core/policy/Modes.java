package dev.palisade.core.policy;

import dev.palisade.core.policy.ModeRuling.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Works out how far policy lets Palisade go for a control, in an account, at a time. */
final class Modes {

  private Modes() {}

  /**
   * The most cautious of what is said for the account, its units and the control, else the policy's
   * own; and never more than an open window lets.
   */
  static ModeRuling rule(Policy policy, String account, String control, Instant now) {
    Set<String> units = policy.unitsOf(account);
    List<Said> said = new ArrayList<>(named(policy, account, units, control));
    if (said.isEmpty()) {
      said.add(new Said(policy.mode(), "/mode", "the whole policy"));
    }
    for (int i = 0; i < policy.windows().size(); i++) {
      Window window = policy.windows().get(i);
      if (window.isAbout(account, units, control) && window.isOpenAt(now)) {
        said.add(new Said(window.mode(), "/windows/" + i, "window " + window.name()));
      }
    }
    Mode mode = said.stream().map(Said::mode).reduce(Mode::and).orElseThrow();
    return new ModeRuling(mode, said);
  }

  private static List<Said> named(
      Policy policy, String account, Set<String> units, String control) {
    List<Said> said = new ArrayList<>();
    Mode ofAccount = policy.accounts().get(account);
    if (ofAccount != null) {
      said.add(new Said(ofAccount, "/accounts/" + account, "account " + account));
    } else if (units.isEmpty() && !policy.units().isEmpty()) {
      // Policy goes by units, and nobody knows this account's: it may be production.
      said.add(new Said(Mode.APPROVE, "", "account " + account + " is in no known unit"));
      said.add(new Said(policy.mode(), "/mode", "the whole policy"));
    }
    for (String unit : units) {
      Mode ofUnit = policy.units().get(unit);
      if (ofUnit != null) {
        said.add(new Said(ofUnit, "/units/" + unit, "unit " + unit));
      }
    }
    Mode ofControl = policy.controls().get(control);
    if (ofControl != null) {
      said.add(new Said(ofControl, "/controls/" + control, "control " + control));
    }
    return said;
  }
}
