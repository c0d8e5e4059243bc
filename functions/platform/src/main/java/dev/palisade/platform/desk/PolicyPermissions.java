package dev.palisade.platform.desk;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.Question;
import dev.palisade.core.people.Permissions;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.Role;
import dev.palisade.core.policy.ApproverGroup;
import dev.palisade.core.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Permissions by the policy in force. A decision takes being in one of the case's approver groups:
 * an operator who is in none may freeze and undo, but not approve.
 *
 * @param policy the policy in force
 */
record PolicyPermissions(Supplier<Policy> policy) implements Permissions {

  @Override
  public boolean has(Person person, Role role) {
    return policy.get().roleOf(person.id()).filter(own -> own.compareTo(role) >= 0).isPresent();
  }

  @Override
  public Optional<String> objection(Person person, Case item) {
    List<String> groups = groups(item);
    if (groups.isEmpty()) {
      return Optional.of("policy names no approvers for %s".formatted(item.resource().account()));
    }
    return policy.get().isApprover(person.id(), groups)
        ? Optional.empty()
        : Optional.of(
            "%s is in none of the groups that decide on this: %s"
                .formatted(person.id(), String.join(", ", groups)));
  }

  // A case that was never asked about (a finding that only policy let stand) has the groups of now.
  private List<String> groups(Case item) {
    Question question = item.question();
    return question != null && !question.groups().isEmpty()
        ? question.groups()
        : policy.get().groupsFor(item.resource().account(), item.domain()).stream()
            .map(ApproverGroup::group)
            .toList();
  }
}
