package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A function that is killed in the middle of a plan leaves nothing half done unnoticed. */
@WithLocalSystem
class KillIT {

  private static final String CONTROL = "EC2.OpenPorts";
  private static final String REVOKE = "RevokeSecurityGroupIngress";
  private static final List<Integer> PORTS = List.of(22, 3389, 8888);

  private final LocalSystem system;
  private final Hub hub;
  private final Ec2Client ec2;

  KillIT(LocalSystem system) {
    this.system = system;
    this.hub = new Hub(system);
    this.ec2 = system.clients().root(LocalSystem.OTHER, Ec2Client.builder());
  }

  @Test
  void theNextDeliveryFinishesWhatAKilledFunctionBegan() {
    String group = group();
    String arn =
        "arn:aws:ec2:%s:%s:security-group/%s"
            .formatted(LocalSystem.REGION, LocalSystem.OTHER, group);
    hub.quiet("network");
    system.stop("palisade-network", "ec2", REVOKE, 1);
    open(group);
    try {
      Await.until(
          "the second change to be under way",
          Await.PATIENCE,
          () -> Optional.of(system.stopped()).filter(waiting -> waiting > 0));
      kill("palisade-network");
    } finally {
      system.lift();
    }

    Case left = hub.latest(CONTROL, arn).orElseThrow();
    assertThat(left.state()).isEqualTo(CaseState.APPLYING);
    assertThat(left.steps()).extracting(Step::progress).contains(Step.Progress.PLANNED);
    assertThat(openRules(group)).as("what the kill left open").isNotEmpty();

    Case finished =
        Await.until(
            "the plan to be finished",
            Await.PATIENCE,
            () -> hub.latest(CONTROL, arn).filter(item -> !item.state().isOpen()));
    assertThat(finished.state()).as(finished.reason()).isEqualTo(CaseState.VERIFIED);
    assertThat(finished.id()).isEqualTo(left.id());
    assertThat(finished.steps()).extracting(Step::progress).doesNotContain(Step.Progress.PLANNED);
    assertThat(finished.trail()).anyMatch(entry -> entry.note().contains("taken over"));
    assertThat(openRules(group)).isEmpty();
  }

  private String group() {
    String vpc = ec2.createVpc(b -> b.cidrBlock("10.77.0.0/16")).vpc().vpcId();
    return ec2.createSecurityGroup(b ->
            b.groupName("e2e-kill")
                .description("e2e")
                .vpcId(vpc)
                .tagSpecifications(t ->
                    t.resourceType(ResourceType.SECURITY_GROUP)
                        .tags(Tag.builder().key("palisade:workload").value("e2e").build())))
        .groupId();
  }

  private void open(String group) {
    List<IpPermission> everyone =
        PORTS.stream()
            .map(port ->
                IpPermission.builder()
                    .ipProtocol("tcp")
                    .fromPort(port)
                    .toPort(port)
                    .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                    .build())
            .toList();
    ec2.authorizeSecurityGroupIngress(b -> b.groupId(group).ipPermissions(everyone));
  }

  private List<SecurityGroupRule> openRules(String group) {
    Filter ofGroup = Filter.builder().name("group-id").values(group).build();
    return ec2.describeSecurityGroupRules(b -> b.filters(ofGroup)).securityGroupRules().stream()
        .filter(rule -> !rule.isEgress() && "0.0.0.0/0".equals(rule.cidrIpv4()))
        .toList();
  }

  /** Kills the function's processes as the kernel would: no handler, no hook, no last word. */
  private void kill(String function) {
    List<ProcessHandle> environments =
        ProcessHandle.allProcesses().filter(process -> runs(process, function)).toList();
    assertThat(environments).as("processes of " + function).isNotEmpty();
    environments.forEach(ProcessHandle::destroyForcibly);
  }

  private boolean runs(ProcessHandle process, String function) {
    Path environment = Path.of("/proc", String.valueOf(process.pid()), "environ");
    try {
      List<String> variables =
          Stream.of(Files.readString(environment, StandardCharsets.UTF_8).split("\0")).toList();
      return variables.contains("AWS_LAMBDA_FUNCTION_NAME=" + function)
          && variables.contains("AWS_ENDPOINT_URL=" + system.url());
    } catch (IOException e) {
      return false; // It has ended meanwhile, or is somebody else's.
    }
  }
}
