package dev.palisade.identity.principal;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.ResourceRef;

/** What holds policies: IAM has the same calls for roles and for users, under two names. */
public enum Holder {
  ROLE("Role"),
  USER("User");

  private final String name;

  Holder(String name) {
    this.name = name;
  }

  static Holder of(ResourceRef ref) {
    return ref.type().equals(Principal.ROLE.name()) ? ROLE : USER;
  }

  /** {@code iam:DetachRolePolicy} or {@code iam:DetachUserPolicy} for {@code Detach}. */
  Call call(String verb) {
    String action = "iam:" + verb + name + "Policy";
    return switch (this) {
      case ROLE -> PrincipalCalls.role(action);
      case USER -> PrincipalCalls.user(action);
    };
  }

  /** In messages. */
  String noun() {
    return switch (this) {
      case ROLE -> "role";
      case USER -> "user";
    };
  }
}
