package dev.palisade.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.compute.instance.Ec2InstanceGateway;
import dev.palisade.compute.instance.Instance;
import dev.palisade.compute.instance.InstanceChange;
import dev.palisade.compute.instance.InstanceChange.SetHttpTokens;
import dev.palisade.compute.instance.Instances;
import dev.palisade.core.resource.ResourceRef;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** {@link Ec2InstanceGateway} and each {@link InstanceChange}. */
abstract class InstanceContract extends GatewayContract<Instance, InstanceChange> {

  private final Ec2Client ec2;

  InstanceContract(ContractAws aws) {
    super(aws, Ec2InstanceGateway::new, Set.of(Instances.KIND.tagsFacet()));
    this.ec2 = aws.client(Ec2Client.builder());
  }

  @Override
  ResourceRef made() {
    String image = ec2.describeImages(b -> b.owners("amazon")).images().getFirst().imageId();
    String id =
        ec2.runInstances(b ->
                b.imageId(image)
                    .instanceType(InstanceType.T3_MICRO)
                    .minCount(1)
                    .maxCount(1)
                    .tagSpecifications(t ->
                        t.resourceType(ResourceType.INSTANCE)
                            .tags(Tag.builder().key("owner").value("contract").build())))
            .instances()
            .getFirst()
            .instanceId();
    return Instances.TYPE.ref(ContractAws.MEMBER, ContractAws.REGION, id);
  }

  @Override
  ResourceRef absent() {
    return Instances.TYPE.ref(ContractAws.MEMBER, ContractAws.REGION, "i-0123456789abcdef0");
  }

  @Test
  void instanceIsReadWithItsTags() {
    Instance instance = read(made());
    assertThat(instance.instanceType()).isEqualTo("t3.micro");
    assertThat(instance.profile()).isNull();
    assertThat(instance.tags()).isEqualTo(Map.of("owner", "contract"));
  }

  @Test
  void terminatedInstanceDoesNotExist() {
    ResourceRef ref = made();
    ec2.terminateInstances(b -> b.instanceIds(ref.id()));
    assertThat(read(ref).exists()).isFalse();
  }

  @Test
  @Needs(Needs.METADATA_OPTIONS)
  void setHttpTokens() {
    changesAndRestores(made(), new SetHttpTokens("optional", "required"));
  }
}
