package dev.palisade.policy;

import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.TicketRules;
import dev.palisade.core.policy.TicketRules.Rule;
import dev.palisade.core.policy.TicketRules.System;
import java.util.List;

/** Checks what policy says of tickets: where they go, and which rules can ever count. */
final class TicketCheck {

  private TicketCheck() {}

  static void check(Policy policy, Catalogue catalogue, Complaints complaints) {
    TicketRules tickets = policy.tickets();
    Named named = new Named(policy, catalogue, complaints);
    project("/tickets", tickets.standard(), tickets.project(), complaints);
    for (int i = 0; i < tickets.rules().size(); i++) {
      Rule rule = tickets.rules().get(i);
      String at = "/tickets/rules/" + i;
      named.accounts(at, rule.accounts());
      named.units(at, rule.units());
      named.domains(at, rule.domains());
      String project =
          rule.project().isEmpty() && rule.system() == tickets.standard()
              ? tickets.project()
              : rule.project();
      project(at, rule.system(), project, complaints);
      for (int before = 0; before < i; before++) {
        if (covers(tickets.rules().get(before), rule)) {
          complaints.error(
              at,
              "it is never reached: whatever fits it fits line "
                  + complaints.text().spot("/tickets/rules/" + before).line());
          break;
        }
      }
    }
  }

  private static boolean covers(Rule first, Rule later) {
    return coversPlaces(first, later)
        && covers(first.domains(), later.domains())
        && covers(first.severities(), later.severities());
  }

  private static boolean coversPlaces(Rule first, Rule later) {
    if (first.accounts().isEmpty() && first.units().isEmpty()) {
      return true;
    }
    return !(later.accounts().isEmpty() && later.units().isEmpty())
        && first.accounts().containsAll(later.accounts())
        && first.units().containsAll(later.units());
  }

  private static <T> boolean covers(List<T> first, List<T> later) {
    return first.isEmpty() || (!later.isEmpty() && first.containsAll(later));
  }

  private static void project(String at, System system, String project, Complaints complaints) {
    switch (system) {
      case JIRA -> {
        if (!project.matches("[A-Z][A-Z0-9_]+")) {
          complaints.error(at, "Jira needs the key of a project, as project: SEC");
        }
      }
      case GITHUB -> {
        if (!project.matches("[\\w.-]+/[\\w.-]+")) {
          complaints.error(at, "GitHub needs a repository, as project: owner/name");
        }
      }
      case SERVICENOW, OPSITEMS, NONE -> {
        // They need none.
      }
    }
  }
}
