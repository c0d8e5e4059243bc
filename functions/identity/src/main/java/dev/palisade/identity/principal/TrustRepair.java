package dev.palisade.identity.principal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.iam.Openness;
import dev.palisade.core.iam.PolicyDocument;
import dev.palisade.core.iam.PolicyDocument.Statement;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.identity.grant.PolicyDocuments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Closes a trust policy that lets everyone in: the open statements go, those that the baseline had
 * and the policy has no more come back, and all others stay as they are written.
 *
 * <p>A role must trust somebody. Where nobody would be left, the open statement is narrowed to the
 * account itself, whose principals then still need a permission of their own to assume the role.
 *
 * @param before the text as it stands
 * @param open the statements that are open to everyone, or to everyone who meets a broad condition
 * @param after the text as it shall stand, empty where a person must write it
 */
record TrustRepair(String before, List<Statement> open, String after) {

  /** The repair, or empty where the text is no policy that can be understood. */
  static Optional<TrustRepair> of(String text, @Nullable String baseline, ResourceRef ref) {
    return PolicyDocument.parse(text)
        .map(policy -> {
          List<Statement> open = policy.statements().stream().filter(TrustRepair::isOpen).toList();
          return new TrustRepair(text, open, closed(text, policy, open, baseline, ref));
        });
  }

  private static boolean isOpen(Statement statement) {
    return Openness.of(statement) != Openness.CLOSED;
  }

  private static String closed(
      String text,
      PolicyDocument policy,
      List<Statement> open,
      @Nullable String baseline,
      ResourceRef ref) {
    if (open.isEmpty()) {
      return text;
    }
    String kept = policy.without(open);
    String restored = restored(policy, kept, baseline);
    if (!restored.isEmpty() && !PolicyDocuments.widens(text, restored)) {
      return restored;
    }
    if (!kept.isEmpty()) {
      return kept;
    }
    String narrowed = narrowed(policy, open, ref);
    return PolicyDocuments.widens(text, narrowed) ? "" : narrowed;
  }

  /** What was kept, with the baseline's closed statements that are missing in it. */
  private static String restored(PolicyDocument policy, String kept, @Nullable String baseline) {
    Optional<PolicyDocument> good =
        baseline == null ? Optional.empty() : PolicyDocument.parse(baseline);
    if (good.isEmpty()) {
      return kept;
    }
    List<Statement> openThen =
        good.get().statements().stream().filter(TrustRepair::isOpen).toList();
    if (kept.isEmpty()) {
      return good.get().without(openThen);
    }
    List<JsonNode> stand = policy.statements().stream().map(Statement::json).toList();
    String text = kept;
    for (Statement one : good.get().statements()) {
      if (!openThen.contains(one) && !stand.contains(one.json())) {
        text = PolicyDocument.parse(text).orElseThrow().with(good.get().textOf(one));
      }
    }
    return text;
  }

  private static String narrowed(PolicyDocument policy, List<Statement> open, ResourceRef ref) {
    Statement first = open.getFirst();
    ObjectNode account = first.json().deepCopy();
    account.remove("NotPrincipal");
    account
        .putObject("Principal")
        .put("AWS", "arn:%s:iam::%s:root".formatted(Arn.partitionOf(ref.region()), ref.account()));
    PolicyDocument alone =
        PolicyDocument.parse(policy.without(open.subList(1, open.size()))).orElseThrow();
    return alone.replaced(alone.statements().getFirst(), account.toString());
  }
}
