package dev.palisade.infra.member;

import java.util.List;
import java.util.stream.Stream;

/**
 * ARN patterns of what Palisade's roles must never change, whatever a control plans: the denial in
 * their permissions boundary. The engine refuses the same before it calls.
 */
final class Untouchables {

  private static final List<String> PATTERNS =
      List.of(
          // Palisade's own
          "arn:{partition}:iam::{account}:role/palisade-*",
          "arn:{partition}:iam::{account}:policy/palisade-*",
          "arn:{partition}:lambda:*:{account}:function:palisade-*",
          "arn:{partition}:s3:::palisadehub-*",
          // CDK's and StackSets' deployment roles
          "arn:{partition}:iam::{account}:role/cdk-*",
          "arn:{partition}:iam::{account}:role/stacksets-exec-*",
          "arn:{partition}:iam::{account}:role/AWSCloudFormationStackSet*",
          // What only AWS manages, and the ways in that remain when all else is shut
          "arn:{partition}:iam::{account}:role/aws-reserved/*",
          "arn:{partition}:iam::{account}:role/aws-service-role/*",
          "arn:{partition}:iam::{account}:role/AWSReservedSSO_*",
          "arn:{partition}:iam::{account}:role/OrganizationAccountAccessRole",
          "arn:{partition}:iam::{account}:role/AWSControlTowerExecution");

  private Untouchables() {}

  /** The patterns for a partition and account, with an installation's break-glass principals. */
  static List<String> of(String partition, String account, List<String> breakGlass) {
    return Stream.concat(
            PATTERNS.stream()
                .map(one -> one.replace("{partition}", partition).replace("{account}", account)),
            breakGlass.stream())
        .toList();
  }
}
