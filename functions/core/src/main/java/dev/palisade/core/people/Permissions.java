package dev.palisade.core.people;

import dev.palisade.core.cases.Case;
import java.util.Optional;

/** Who may do what, by the policy in force. */
public interface Permissions {

  /** Whether somebody has a role, or one that includes it. */
  boolean has(Person person, Role role);

  /** Why somebody may not decide on a case's plan or exemption; empty if they may. */
  Optional<String> objection(Person person, Case item);
}
