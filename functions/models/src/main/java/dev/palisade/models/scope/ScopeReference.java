package dev.palisade.models.scope;

/**
 * A resource that an AI object refers to.
 *
 * @param arn the resource, as other domains name it
 * @param why the reason in a few words: {@code training input of job churn-42}
 */
public record ScopeReference(String arn, String why) {}
