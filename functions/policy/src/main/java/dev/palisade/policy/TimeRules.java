package dev.palisade.policy;

import dev.palisade.core.cases.Question.AtExpiry;
import dev.palisade.core.control.Severity;
import dev.palisade.core.policy.Approvals.Terms;
import dev.palisade.core.policy.ExemptionRules.TagRule;
import dev.palisade.core.policy.Mode;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks what policy says of time: deadlines, exemptions, windows. */
final class TimeRules {

  private TimeRules() {}

  static void check(Policy policy, Catalogue catalogue, Complaints complaints) {
    for (Severity severity : Severity.values()) {
      Terms terms = policy.approvals().of(severity);
      if (terms != null) {
        String at = "/approvals/" + severity.name().toLowerCase(Locale.ROOT);
        terms(at, terms, severity, policy, catalogue, complaints);
      }
    }
    Named named = new Named(policy, catalogue, complaints);
    if (policy.exemptions().remindBefore().compareTo(policy.exemptions().longest()) >= 0) {
      complaints.error(
          "/exemptions/remind-before", "it must be shorter than the longest exemption");
    }
    for (int i = 0; i < policy.exemptions().tags().size(); i++) {
      tag("/exemptions/tags/" + i, policy.exemptions().tags().get(i), named, complaints);
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < policy.windows().size(); i++) {
      Window window = policy.windows().get(i);
      if (!names.add(window.name())) {
        complaints.error("/windows/" + i, "there is a window '" + window.name() + "' already");
      }
      window("/windows/" + i, window, named, complaints);
    }
  }

  private static void terms(
      String at,
      Terms terms,
      Severity severity,
      Policy policy,
      Catalogue catalogue,
      Complaints complaints) {
    if (terms.remind() != null
        && terms.remind().compareTo(policy.deadlineFor(severity).expire()) >= 0) {
      complaints.error(at + "/remind", "nobody is reminded: the question has expired by then");
    }
    if (policy.deadlineFor(severity).then() == AtExpiry.ENFORCE) {
      List<String> permanent =
          catalogue.controls().stream()
              .filter(one -> one.severity() == severity && !one.undoable())
              .map(Catalogue.Entry::id)
              .toList();
      if (!permanent.isEmpty()) {
        complaints.warning(
            at + "/then",
            "what can't be undone is never applied unasked; it becomes a ticket: "
                + String.join(", ", permanent));
      }
    }
  }

  private static void tag(String at, TagRule rule, Named named, Complaints complaints) {
    if (rule.setBy().isEmpty()) {
      complaints.error(at, "say in set-by who may set it; set by nobody it exempts nothing");
    }
    for (int i = 0; i < rule.setBy().size(); i++) {
      String pattern = rule.setBy().get(i);
      if (rule.maySet("arn:aws:iam::123456789012:role/zz-any")) {
        complaints.error(
            at + "/set-by", "any principal may set it, and so exempt its own resources");
        break;
      } else if (!pattern.startsWith("arn:") && !pattern.startsWith("*")) {
        complaints.error(at + "/set-by/" + i, "'" + pattern + "' fits no principal's ARN");
      }
    }
    named.controls(at, rule.controls());
    named.accounts(at, rule.accounts());
  }

  private static void window(String at, Window window, Named named, Complaints complaints) {
    if (!window.recurs() && window.start() == null && window.end() == null) {
      complaints.error(
          at, "it says no time and would always be open; say days, hours or start and end");
    }
    if (window.start() != null && window.end() != null && !window.start().isBefore(window.end())) {
      complaints.error(at + "/end", "it ends before it starts");
    }
    if (window.from() != null && window.from().equals(window.to())) {
      complaints.warning(at + "/to", "it is the same hour as from, so that it is open all day");
    }
    if (window.mode() == Mode.ENFORCE) {
      complaints.error(
          at + "/mode", "a window only makes Palisade more careful; enforce changes nothing");
    }
    named.accounts(at, window.accounts());
    named.units(at, window.units());
    named.controls(at, window.controls());
  }
}
