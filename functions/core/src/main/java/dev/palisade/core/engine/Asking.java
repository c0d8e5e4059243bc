package dev.palisade.core.engine;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.Question;
import dev.palisade.core.policy.Approvals;
import dev.palisade.core.policy.ApproverGroup;
import dev.palisade.core.policy.Policy;
import java.time.Instant;
import java.util.List;

/** Puts the question about a plan: who may decide, until when, and what happens then. */
final class Asking {

  private Asking() {}

  /** The case with its question, by the policy in force. */
  static Case about(Case item, Hub hub) {
    if (item.question() != null) {
      return item; // Asked before; a brake that was on in between gives nobody more time.
    }
    Policy policy = hub.policy().get();
    Approvals.Deadline terms = policy.deadlineFor(item.severity());
    List<String> groups =
        policy.groupsFor(item.resource().account(), item.domain()).stream()
            .map(ApproverGroup::group)
            .toList();
    Instant now = hub.now();
    return item.asking(
        new Question(now.plus(terms.remind()), now.plus(terms.expire()), terms.then(), groups));
  }
}
