package dev.palisade.policy;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.policy.ApproverGroup;
import dev.palisade.core.policy.Patterns;
import dev.palisade.core.policy.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what policy says of people: who is who, who may operate, who decides. */
final class PeopleRules {

  private PeopleRules() {}

  static void check(Policy policy, Catalogue catalogue, Complaints complaints) {
    people(policy.people(), complaints);
    persons("/roles/viewers", policy.roles().viewers(), policy, complaints);
    persons("/roles/operators", policy.roles().operators(), policy, complaints);
    everybody("/roles/operators", policy.roles().operators(), complaints);
    Named named = new Named(policy, catalogue, complaints);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < policy.approvers().size(); i++) {
      ApproverGroup group = policy.approvers().get(i);
      String at = "/approvers/" + i;
      if (!names.add(group.group())) {
        complaints.error(at, "there is a group '" + group.group() + "' already");
      }
      if (group.people().isEmpty()) {
        complaints.error(at, "nobody is in the group '" + group.group() + "'");
      }
      persons(at + "/people", group.people(), policy, complaints);
      everybody(at + "/people", group.people(), complaints);
      named.accounts(at, group.accounts());
      named.units(at, group.units());
      named.domains(at, group.domains());
    }
    undecided(policy, catalogue, complaints);
  }

  private static void people(List<Policy.PersonRule> rules, Complaints complaints) {
    for (int i = 0; i < rules.size(); i++) {
      Policy.PersonRule rule = rules.get(i);
      String at = "/people/" + i;
      if (!rule.principal().startsWith("arn:") && !rule.principal().startsWith("*")) {
        complaints.error(at, "'" + rule.principal() + "' fits no principal's ARN");
      }
      for (int before = 0; before < i; before++) {
        Policy.PersonRule first = rules.get(before);
        if (Patterns.matches(first.principal(), rule.principal())) {
          String line = String.valueOf(complaints.text().spot("/people/" + before).line());
          if (first.principal().equals(rule.principal()) && !first.person().equals(rule.person())) {
            complaints.error(
                at, "it contradicts line " + line + ", which says '" + first.person() + "'");
          } else {
            complaints.warning(at, "it is never reached: whatever fits it fits line " + line);
          }
          break;
        }
      }
    }
  }

  /** Persons whom nobody can turn out to be: no address for Slack and the page, and no rule. */
  private static void persons(
      String pointer, List<String> persons, Policy policy, Complaints complaints) {
    for (int i = 0; i < persons.size(); i++) {
      String person = persons.get(i);
      boolean reachable =
          person.contains("@")
              || person.contains("*")
              || policy.people().stream()
                  .map(rule -> rule.person().replaceAll("\\{(session|name)}", "*"))
                  .anyMatch(known -> Patterns.matches(known, person));
      if (person.isBlank() || !reachable) {
        complaints.error(
            pointer + "/" + i,
            "'%s' is nobody: it is no e-mail address, and no rule of people gives it"
                .formatted(person));
      }
    }
  }

  private static void everybody(String pointer, List<String> persons, Complaints complaints) {
    for (int i = 0; i < persons.size(); i++) {
      if (persons.get(i).matches("[*@.]+")) {
        complaints.error(pointer + "/" + i, "'" + persons.get(i) + "' is everybody");
      }
    }
  }

  /** Domains whose questions nobody may answer, or only one person. */
  private static void undecided(Policy policy, Catalogue catalogue, Complaints complaints) {
    for (String domain : catalogue.domains()) {
      List<ApproverGroup> groups =
          policy.approvers().stream()
              .filter(one -> one.domains().isEmpty() || one.domains().contains(domain))
              .toList();
      List<String> persons =
          groups.stream().flatMap(one -> one.people().stream()).distinct().toList();
      if (policy.approvers().isEmpty()) {
        complaints.warning("/approvers", "there are no approvers: nobody may answer a question");
        return;
      }
      if (groups.isEmpty()) {
        complaints.warning("/approvers", "nobody may decide on cases of the domain " + domain);
      } else if (persons.size() == 1 && !persons.getFirst().contains("*")) {
        boolean needsTwo =
            catalogue.controls().stream()
                .anyMatch(one ->
                    one.domain().equals(domain)
                        && one.autonomy() != Autonomy.TICKET
                        && !one.undoable());
        complaints.warning(
            "/approvers",
            "only %s decides on cases of the domain %s%s"
                .formatted(
                    persons.getFirst(),
                    domain,
                    needsTwo
                        ? "; some take two"
                        : "; what an unknown principal did takes two, and nobody decides on their own"));
      }
    }
  }
}
