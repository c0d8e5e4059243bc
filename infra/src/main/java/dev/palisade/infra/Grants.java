package dev.palisade.infra;

import dev.palisade.core.control.Statement;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** IAM statements that allow exact actions. */
public final class Grants {

  private Grants() {}

  /** Allows actions on resources. */
  public static PolicyStatement allow(List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
  }

  /** Allows actions on resources under conditions: operator → key → value. */
  public static PolicyStatement allow(
      List<String> actions, List<String> resources, Map<String, ?> conditions) {
    return PolicyStatement.Builder.create()
        .actions(actions)
        .resources(resources)
        .conditions(conditions)
        .build();
  }

  /** A generated statement, for whatever account it is deployed in. */
  public static PolicyStatement of(Statement statement) {
    return allow(
        List.copyOf(statement.actions()),
        List.copyOf(statement.resources(Aws.PARTITION, Aws.ACCOUNT_ID)));
  }
}
