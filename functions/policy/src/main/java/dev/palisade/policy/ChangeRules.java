package dev.palisade.policy;

import dev.palisade.core.policy.Mode;
import dev.palisade.core.policy.Patterns;
import dev.palisade.core.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks what policy says of changes: modes, untouchables, scope, settings of controls. */
final class ChangeRules {

  /** Principals that no pattern for break-glass ones would be meant for, all at once. */
  private static final List<String> ORDINARY =
      List.of("role/service-role/training-jobs-7", "user/team/q7-jane", "role/zz-notebook");

  private static final Pattern IAM_ARN =
      Pattern.compile("arn:[^:]+:iam::[^:]*:(role|user|policy|\\*).*");

  private ChangeRules() {}

  static void check(Policy policy, Catalogue catalogue, Complaints complaints) {
    Named named = new Named(policy, catalogue, complaints);
    if (policy.version() != 1) {
      complaints.error("/version", "this Palisade reads version 1");
    }
    policy.accounts().keySet().forEach(id -> named.account("/accounts/" + id, id));
    policy.controls().keySet().forEach(id -> named.isControl("/controls/" + id, id));
    policy.units().keySet().forEach(id -> named.unit("/units/" + id, id));
    policy
        .unitAccounts()
        .forEach((unit, accounts) -> {
          for (int i = 0; i < accounts.size(); i++) {
            named.account("/unit-accounts/" + unit + "/" + i, accounts.get(i));
          }
        });
    overruled(policy, complaints);
    untouchable(policy, complaints);
    scope(policy, complaints);
    settings(policy, catalogue, named, complaints);
    if (!policy.critical().matches("[^=]+=.*")) {
      complaints.error("/critical", "write a tag as key=value");
    }
  }

  /** An account's mode that its unit's, being more cautious, never lets count. */
  private static void overruled(Policy policy, Complaints complaints) {
    policy
        .accounts()
        .forEach((account, mode) -> {
          for (String unit : policy.unitsOf(account)) {
            Mode ofUnit = policy.units().getOrDefault(unit, mode);
            if (ofUnit.compareTo(mode) < 0) {
              complaints.warning(
                  "/accounts/" + account,
                  "it never counts: the account is in %s, for which %s holds, and the more cautious counts"
                      .formatted(unit, lower(ofUnit)));
            }
          }
        });
  }

  private static void untouchable(Policy policy, Complaints complaints) {
    for (int i = 0; i < policy.untouchable().size(); i++) {
      String pattern = policy.untouchable().get(i);
      String at = "/untouchable/" + i;
      if (ORDINARY.stream().anyMatch(one -> matchesSomeAccount(pattern, one))) {
        complaints.error(
            at,
            "'" + pattern + "' is too broad: ordinary roles and users fit it, and would stay open");
      } else if (!IAM_ARN.matcher(pattern).matches()) {
        complaints.error(
            at, "'" + pattern + "' fits no principal; write arn:aws:iam::*:role/NAME or user/NAME");
      }
    }
  }

  private static boolean matchesSomeAccount(String pattern, String resource) {
    // The account in the pattern, so that a whole account is too broad as well.
    String account =
        pattern.matches("arn:[^:]*:iam::\\d{12}:.*") ? pattern.split(":")[4] : "123456789012";
    return Patterns.matches(pattern, "arn:aws:iam::" + account + ":" + resource);
  }

  private static void scope(Policy policy, Complaints complaints) {
    List<String> resources = policy.scope().named();
    for (int i = 0; i < resources.size(); i++) {
      String pattern = resources.get(i);
      if (Patterns.matches(pattern, "arn:aws:s3:::any-bucket-at-all-1")) {
        complaints.error(
            "/scope/resources/" + i,
            "'" + pattern + "' is everything; say act: all if that is what you want");
      } else if (!pattern.startsWith("arn:") && !pattern.startsWith("*")) {
        complaints.error("/scope/resources/" + i, "'" + pattern + "' fits no ARN");
      }
    }
  }

  private static void settings(
      Policy policy, Catalogue catalogue, Named named, Complaints complaints) {
    policy
        .settings()
        .forEach((control, values) -> {
          String at = "/settings/" + control;
          if (named.isControl(at, control)) {
            Map<String, Object> defaults = catalogue.find(control).orElseThrow().settings();
            values.forEach(
                (name, value) -> setting(at + "/" + name, name, value, defaults, complaints));
          }
        });
  }

  private static void setting(
      String at, String name, Object value, Map<String, Object> defaults, Complaints complaints) {
    Object standard = defaults.get(name);
    if (standard == null) {
      String near = Nearest.suggestion(name, defaults.keySet());
      complaints.error(
          at,
          "the control has no such setting"
              + (near.isEmpty() && !defaults.isEmpty()
                  ? "; it has " + String.join(", ", defaults.keySet())
                  : near));
    } else if (!kind(standard).equals(kind(value))) {
      complaints.error(
          at, "%s is expected here; this is %s".formatted(kind(standard), kind(value)));
    }
  }

  private static String kind(Object value) {
    return switch (value) {
      case Number number -> "a whole number";
      case Boolean yes -> "true or false";
      case List<?> list -> "a list";
      case String text -> "a text";
      default -> "a group of members";
    };
  }

  private static String lower(Mode mode) {
    return mode.name().toLowerCase(java.util.Locale.ROOT);
  }
}
