package dev.palisade.identity.principal;

import dev.palisade.core.control.Call;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.control.Trigger.Evidence;

/** The calls on roles and users, and the events that tell of them: all in the home region. */
public final class PrincipalCalls {

  /** Lists roles; an action without resources. */
  public static final Call LIST_ROLES = Call.of("iam:ListRoles", "*");

  /** Lists users; an action without resources. */
  public static final Call LIST_USERS = Call.of("iam:ListUsers", "*");

  static final Call UPDATE_TRUST = role("iam:UpdateAssumeRolePolicy");
  static final Call UPDATE_BEDROCK_KEY = user("iam:UpdateServiceSpecificCredential");
  static final Call UPDATE_ACCESS_KEY = user("iam:UpdateAccessKey");

  private PrincipalCalls() {}

  static Call role(String action) {
    return Call.of(action, "arn:{partition}:iam::{account}:role/*");
  }

  static Call user(String action) {
    return Call.of(action, "arn:{partition}:iam::{account}:user/*");
  }

  /** A call on managed policies. */
  public static Call policy(String action) {
    return Call.of(action, "arn:{partition}:iam::{account}:policy/*");
  }

  /** Successful calls that name a role. */
  static Trigger onRole(String... eventNames) {
    return Trigger.cloudTrail("iam", eventNames)
        .resource(Principal.ROLE, "/requestParameters/roleName");
  }

  /** Successful calls that name a user. */
  static Trigger onUser(String... eventNames) {
    return Trigger.cloudTrail("iam", eventNames)
        .resource(Principal.USER, "/requestParameters/userName");
  }

  /** A new access key: who makes one for himself names no user in the request. */
  static Trigger keyCreated() {
    return Trigger.cloudTrail("iam", "CreateAccessKey")
        .resource(Principal.USER, "/responseElements/accessKey/userName")
        .restsOn(Evidence.RECORD);
  }

  /** A user's tags changed, so that it may belong to an AI workload from now on. */
  static Trigger userTagged() {
    return onUser("TagUser", "UntagUser");
  }
}
