package dev.palisade.policy;

import dev.palisade.core.policy.Patterns;
import dev.palisade.core.policy.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What rules name: accounts, units, domains, controls. Each must be one. */
final class Named {

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern UNIT =
      Pattern.compile("ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32}");

  private final Policy policy;
  private final Catalogue catalogue;
  private final Complaints complaints;

  Named(Policy policy, Catalogue catalogue, Complaints complaints) {
    this.policy = policy;
    this.catalogue = catalogue;
    this.complaints = complaints;
  }

  void accounts(String pointer, List<String> accounts) {
    each(pointer + "/accounts", accounts, this::account);
  }

  void account(String pointer, String account) {
    if (!ACCOUNT.matcher(account).matches()) {
      complaints.error(pointer, "'" + account + "' is no account id; it has twelve digits");
    }
  }

  void units(String pointer, List<String> units) {
    each(pointer + "/units", units, this::unit);
  }

  void unit(String pointer, String unit) {
    if (!UNIT.matcher(unit).matches()) {
      complaints.error(
          pointer, "'" + unit + "' is no organizational unit; write its id, as ou-abcd-12345678");
    } else if (policy.unitAccounts().getOrDefault(unit, List.of()).isEmpty()) {
      complaints.warning(
          pointer,
          "no accounts are known in "
              + unit
              + "; the deployment must say them (palisade:unit-accounts), else this fits none");
    }
  }

  void domains(String pointer, List<String> domains) {
    List<String> known = catalogue.domains();
    each(
        pointer + "/domains",
        domains,
        (at, domain) -> {
          if (!known.contains(domain)) {
            String near = Nearest.suggestion(domain, known);
            complaints.error(
                at,
                "there is no domain '%s'%s"
                    .formatted(
                        domain, near.isEmpty() ? "; there are " + String.join(", ", known) : near));
          }
        });
  }

  void controls(String pointer, List<String> patterns) {
    each(
        pointer + "/controls",
        patterns,
        (at, pattern) -> {
          if (catalogue.ids().stream().noneMatch(id -> Patterns.matches(pattern, id))) {
            noControl(at, pattern);
          }
        });
  }

  /** Complains unless there is a control of exactly this id. */
  boolean isControl(String pointer, String id) {
    if (catalogue.find(id).isEmpty()) {
      noControl(pointer, id);
      return false;
    }
    return true;
  }

  private void noControl(String pointer, String id) {
    String near = Nearest.suggestion(id, catalogue.ids());
    complaints.error(
        pointer,
        "there is no control '%s'%s"
            .formatted(id, near.isEmpty() ? "; palisade controls lists them" : near));
  }

  private void each(String pointer, List<String> values, Check check) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      String at = pointer + "/" + i;
      check.of(at, values.get(i));
      if (!seen.add(values.get(i))) {
        complaints.warning(at, "'" + values.get(i) + "' is named twice");
      }
    }
  }

  /** A check of one value. */
  private interface Check {
    void of(String pointer, String value);
  }
}
