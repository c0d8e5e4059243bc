package dev.palisade.models.endpoint;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.models.SageMakerCall;
import dev.palisade.models.endpoint.EndpointChange.CreateEndpointConfig;
import dev.palisade.models.endpoint.EndpointChange.UpdateEndpoint;
import dev.palisade.platform.aws.AwsSession;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.CreateEndpointConfigRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointSummary;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** Reads and moves endpoints through SageMaker. */
public final class SageMakerEndpointGateway implements Gateway<Endpoint, EndpointChange> {

  private final AwsSession session;
  private final SageMakerClient sageMaker;

  /** A gateway for one account and region. */
  public SageMakerEndpointGateway(AwsSession session) {
    this.session = session;
    this.sageMaker = session.client(SageMakerClient.builder());
  }

  @Override
  public Endpoint read(ResourceRef ref, Set<Facet> facets) {
    Endpoint endpoint = new Endpoint(true, null, null, Map.of());
    if (facets.contains(EndpointFacet.CONFIG)) {
      Optional<DescribeEndpointResponse> answer = describe(ref);
      if (answer.isEmpty()) {
        return Endpoint.ABSENT;
      }
      DescribeEndpointResponse found = answer.get();
      Endpoint.@Nullable Config config =
          config(ref, found.endpointConfigName())
              .map(SageMakerEndpointGateway::config)
              .orElse(null);
      endpoint = new Endpoint(true, found.endpointStatusAsString(), config, Map.of());
    }
    return facets.contains(EndpointFacet.TAGS)
        ? tags(ref).map(endpoint::withTags).orElse(Endpoint.ABSENT)
        : endpoint;
  }

  private Optional<DescribeEndpointResponse> describe(ResourceRef ref) {
    return SageMakerCall.find(
        ref, "DescribeEndpoint", () -> sageMaker.describeEndpoint(r -> r.endpointName(ref.id())));
  }

  // A configuration may be deleted while its endpoint runs.
  private Optional<DescribeEndpointConfigResponse> config(ResourceRef ref, @Nullable String name) {
    return name == null
        ? Optional.empty()
        : SageMakerCall.find(
            ref,
            "DescribeEndpointConfig",
            () -> sageMaker.describeEndpointConfig(r -> r.endpointConfigName(name)));
  }

  private static Endpoint.Config config(DescribeEndpointConfigResponse answer) {
    return new Endpoint.Config(
        answer.endpointConfigName(),
        Objects.requireNonNullElse(answer.kmsKeyId(), ""),
        Stream.concat(
                answer.productionVariants().stream(), answer.shadowProductionVariants().stream())
            .map(ProductionVariant::instanceTypeAsString)
            .map(type -> Objects.requireNonNullElse(type, ""))
            .toList(),
        Objects.requireNonNullElse(answer.executionRoleArn(), ""));
  }

  // SageMaker's ARNs hold the name in lower case, and tags are asked for by ARN.
  private Optional<Map<String, String>> tags(ResourceRef ref) {
    String arn =
        ref.arn().substring(0, ref.arn().length() - ref.id().length())
            + ref.id().toLowerCase(Locale.ROOT);
    return SageMakerCall.find(
        ref, "ListTags", () -> tags(arn).stream().collect(Collectors.toMap(Tag::key, Tag::value)));
  }

  private List<Tag> tags(String arn) {
    return sageMaker.listTagsPaginator(r -> r.resourceArn(arn)).tags().stream().toList();
  }

  @Override
  public void execute(ResourceRef ref, EndpointChange change) {
    switch (change) {
      case CreateEndpointConfig create -> create(ref, create);
      case UpdateEndpoint update -> move(ref, update);
    }
  }

  // One that is there already was made by a try that did not end, if it has the key.
  private void create(ResourceRef ref, CreateEndpointConfig create) {
    Optional<Endpoint.Config> there =
        config(ref, create.to().name()).map(SageMakerEndpointGateway::config);
    if (there.filter(create.to()::equals).isPresent()) {
      return;
    }
    DescribeEndpointConfigResponse from =
        config(ref, create.from().name())
            .orElseThrow(() ->
                new GatewayException(
                    GatewayException.Kind.REFUSED,
                    "endpoint configuration " + create.from().name() + " is gone",
                    new IllegalStateException(create.describe())));
    SageMakerCall.on(
        ref,
        "CreateEndpointConfig",
        () ->
            sageMaker.createEndpointConfig(
                copy(from, create.to(), tags(from.endpointConfigArn()))));
  }

  private static CreateEndpointConfigRequest copy(
      DescribeEndpointConfigResponse from, Endpoint.Config to, List<Tag> tags) {
    CreateEndpointConfigRequest.Builder copy =
        CreateEndpointConfigRequest.builder()
            .endpointConfigName(to.name())
            .kmsKeyId(to.kmsKeyId())
            .productionVariants(from.productionVariants())
            .dataCaptureConfig(from.dataCaptureConfig())
            .asyncInferenceConfig(from.asyncInferenceConfig())
            .explainerConfig(from.explainerConfig())
            .executionRoleArn(from.executionRoleArn())
            .vpcConfig(from.vpcConfig())
            .enableNetworkIsolation(from.enableNetworkIsolation())
            .metricsConfig(from.metricsConfig())
            .tags(tags.stream().filter(tag -> !tag.key().startsWith("aws:")).toList());
    return (from.hasShadowProductionVariants() && !from.shadowProductionVariants().isEmpty()
            ? copy.shadowProductionVariants(from.shadowProductionVariants())
            : copy)
        .build();
  }

  private void move(ResourceRef ref, UpdateEndpoint update) {
    boolean there =
        describe(ref)
            .filter(answer -> update.after().name().equals(answer.endpointConfigName()))
            .isPresent();
    if (!there) {
      SageMakerCall.on(
          ref,
          "UpdateEndpoint",
          () ->
              sageMaker.updateEndpoint(
                  r -> r.endpointName(ref.id()).endpointConfigName(update.after().name())));
    }
  }

  @Override
  public Stream<ResourceRef> list() {
    return sageMaker.listEndpointsPaginator().endpoints().stream()
        .map(EndpointSummary::endpointName)
        .map(name -> Endpoints.TYPE.ref(session.account(), session.region(), name));
  }
}
