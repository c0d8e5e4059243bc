package dev.palisade.models.endpoint;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Set;

/** The parts of an endpoint. */
enum EndpointFacet implements Facet {
  /** Status and the configuration it runs by. */
  CONFIG(
      Call.of("sagemaker:DescribeEndpoint", EndpointFacet.ENDPOINT),
      Call.of("sagemaker:DescribeEndpointConfig", EndpointFacet.CONFIGURATION)),
  /** Tags. */
  TAGS(Call.of("sagemaker:ListTags", EndpointFacet.ENDPOINT));

  static final String ENDPOINT = "arn:{partition}:sagemaker:*:{account}:endpoint/*";
  static final String CONFIGURATION = "arn:{partition}:sagemaker:*:{account}:endpoint-config/*";

  /** Listing knows no resource-level permissions. */
  static final Call LIST = Call.of("sagemaker:ListEndpoints", "*");

  private final Set<Call> calls;

  EndpointFacet(Call... calls) {
    this.calls = Set.of(calls);
  }

  @Override
  public Set<Call> calls() {
    return calls;
  }

  @Override
  public boolean readsTags() {
    return this == TAGS;
  }
}
