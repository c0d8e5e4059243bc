package dev.palisade.models.logging;

import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.resource.ResourceType;
import java.util.List;
import java.util.Set;

/** What Palisade knows about Bedrock's model invocation logging. */
public final class Loggings {

  /**
   * The setting of an account and region; its id is the region. CloudFormation has no type for it
   * and AWS no ARN: both names are Palisade's.
   */
  public static final ResourceType TYPE =
      ResourceType.ai(
          "AWS::Bedrock::ModelInvocationLogging",
          "arn:{partition}:bedrock:{region}:{account}:model-invocation-logging/{id}");

  /** The kind with its controls, sorted by id. */
  public static final ResourceKind<InvocationLogging, LoggingChange> KIND =
      new ResourceKind<>(
          List.of(TYPE),
          InvocationLogging.class,
          LoggingChange.class,
          LoggingFacet.TAGS,
          Set.of(LoggingFacet.CONFIG),
          Set.of(),
          List.of(new LostLogging()));

  private Loggings() {}
}
