package dev.palisade.cli.incident;

import dev.palisade.core.cases.Case;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.scope.AiScope;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Why resources belong to AI workloads: by nature, by a case's finding, or by the index. */
final class AiIndex {

  private static final Set<String> NATURE = Set.of("sagemaker", "bedrock", "bedrock-agentcore");

  /** Each costs a read of the table. */
  private static final int MOST = 500;

  private final Function<String, AiScope> index;
  private final Map<String, String> known = new HashMap<>();
  private int asked;
  private boolean cut;

  /** Over the table's index, and what cases already found out. */
  AiIndex(Function<String, AiScope> index, Collection<Case> cases) {
    this.index = index;
    cases.stream()
        .filter(item -> item.scope().ai())
        .forEach(item -> known.putIfAbsent(item.resource().arn(), item.scope().why()));
  }

  /** Why, in a few words; empty for what does not, as far as anybody knows. */
  String why(String arn) {
    return known.computeIfAbsent(arn, this::look);
  }

  private String look(String arn) {
    if (!Arn.looksLike(arn)) {
      return "";
    }
    if (NATURE.contains(Arn.parse(arn).service())) {
      return "an AI resource by nature";
    }
    if (asked >= MOST) {
      cut = true;
      return "";
    }
    asked++;
    AiScope scope = index.apply(arn);
    return scope.ai() ? scope.why() : "";
  }

  /** The first reason among several resources. */
  String why(Collection<String> arns) {
    return arns.stream().map(this::why).filter(why -> !why.isEmpty()).findFirst().orElse("");
  }

  /** Whether more was asked than was looked up. */
  boolean isCut() {
    return cut;
  }
}
