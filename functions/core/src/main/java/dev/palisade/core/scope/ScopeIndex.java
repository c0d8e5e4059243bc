package dev.palisade.core.scope;

/**
 * The AI-scope index: which resources SageMaker and Bedrock objects refer to. The models domain
 * writes it; all others read it with the resource's standing.
 */
public interface ScopeIndex {

  /**
   * Notes that an AI object refers to a resource.
   *
   * @param arn the resource referred to
   * @param why the reason in a few words: {@code training input of job churn-42}
   * @return true if the resource was not known to be in scope before
   */
  boolean add(String arn, String why);
}
