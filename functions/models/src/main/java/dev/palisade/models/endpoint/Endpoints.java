package dev.palisade.models.endpoint;

import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.resource.ResourceType;
import java.util.List;
import java.util.Set;

/** What Palisade knows about SageMaker endpoints. */
public final class Endpoints {

  /** Endpoints by name. In AWS's own ARNs the name is in lower case. */
  public static final ResourceType TYPE =
      ResourceType.ai(
          "AWS::SageMaker::Endpoint", "arn:{partition}:sagemaker:{region}:{account}:endpoint/{id}");

  /** The kind with its controls, sorted by id. */
  public static final ResourceKind<Endpoint, EndpointChange> KIND =
      new ResourceKind<>(
          List.of(TYPE),
          Endpoint.class,
          EndpointChange.class,
          EndpointFacet.TAGS,
          Set.of(EndpointFacet.CONFIG),
          Set.of(EndpointFacet.LIST),
          List.of(new EndpointEncryption()));

  private Endpoints() {}
}
