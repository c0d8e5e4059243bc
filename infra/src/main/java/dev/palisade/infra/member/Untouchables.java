package dev.palisade.infra.member;

import java.util.List;
import java.util.stream.Stream;

/**
 * ARN patterns of what Palisade's roles must never change, whatever a control plans: the denial in
 * their permissions boundary. The engine refuses the same principals before it calls.
 */
final class Untouchables {

  /** What belongs to Palisade besides roles and policies. */
  private static final List<String> OWN =
      List.of(
          "arn:{partition}:lambda:*:{account}:function:palisade-*",
          "arn:{partition}:sqs:*:{account}:palisade-*",
          "arn:{partition}:s3:::palisadehub-*");

  private Untouchables() {}

  /** The patterns for a partition and account, with an installation's break-glass principals. */
  static List<String> of(String partition, String account, List<String> breakGlass) {
    Stream<String> principals =
        dev.palisade.core.policy.Untouchables.ALWAYS.stream()
            .map(pattern -> "arn:{partition}:iam::{account}:" + pattern);
    return Stream.concat(
            Stream.concat(principals, OWN.stream())
                .map(one -> one.replace("{partition}", partition).replace("{account}", account)),
            breakGlass.stream())
        .toList();
  }
}
