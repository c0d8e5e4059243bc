package dev.palisade.compute.instance;

import dev.palisade.compute.instance.InstanceChange.SetHttpTokens;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Reads and changes instances through EC2. */
public final class Ec2InstanceGateway implements Gateway<Instance, InstanceChange> {

  private static final Set<InstanceStateName> GONE =
      Set.of(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED);

  private final AwsSession session;
  private final Ec2Client ec2;

  /** A gateway for one account and region. */
  public Ec2InstanceGateway(AwsSession session) {
    this.session = session;
    this.ec2 = session.client(Ec2Client.builder());
  }

  @Override
  public Instance read(ResourceRef ref, Set<Facet> facets) {
    return AwsCall.find(
            ref,
            "DescribeInstances",
            () -> ec2.describeInstances(request -> request.instanceIds(ref.id())),
            "InvalidInstanceID.NotFound",
            "InvalidInstanceID.Malformed")
        .flatMap(response ->
            response.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .findFirst())
        .filter(instance -> !GONE.contains(instance.state().name()))
        .map(Ec2InstanceGateway::instance)
        .orElse(Instance.ABSENT);
  }

  private static Instance instance(software.amazon.awssdk.services.ec2.model.Instance instance) {
    @Nullable IamInstanceProfile profile = instance.iamInstanceProfile();
    return new Instance(
        true,
        instance.instanceTypeAsString(),
        profile == null ? null : profile.arn(),
        options(instance.metadataOptions()),
        instance.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
  }

  // What an answer leaves out is taken as AWS's least safe default, so that nothing holds unseen.
  private static MetadataOptions options(@Nullable InstanceMetadataOptionsResponse options) {
    if (options == null) {
      return new MetadataOptions("enabled", "optional", 1, "applied");
    }
    return new MetadataOptions(
        Objects.requireNonNullElse(options.httpEndpointAsString(), "enabled"),
        Objects.requireNonNullElse(options.httpTokensAsString(), "optional"),
        Objects.requireNonNullElse(options.httpPutResponseHopLimit(), 1),
        Objects.requireNonNullElse(options.stateAsString(), "applied"));
  }

  @Override
  public void execute(ResourceRef ref, InstanceChange change) {
    switch (change) {
      case SetHttpTokens tokens ->
          AwsCall.on(
              ref,
              "ModifyInstanceMetadataOptions",
              () ->
                  ec2.modifyInstanceMetadataOptions(
                      request -> request.instanceId(ref.id()).httpTokens(tokens.after())));
    }
  }

  @Override
  public Stream<ResourceRef> list() {
    return ec2.describeInstancesPaginator().reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .filter(instance -> !GONE.contains(instance.state().name()))
        .map(instance ->
            Instances.TYPE.ref(session.account(), session.region(), instance.instanceId()));
  }
}
