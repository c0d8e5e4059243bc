package dev.palisade.network.securitygroup;

import static dev.palisade.core.control.ControlSpec.control;
import static dev.palisade.core.control.Trigger.cloudTrail;
import static dev.palisade.core.control.Trigger.configChange;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.plan.Plan;
import dev.palisade.network.securitygroup.SecurityGroupChange.AuthorizeIngress;
import dev.palisade.network.securitygroup.SecurityGroupChange.RevokeIngress;
import java.util.List;

/**
 * Closes an AI workload's administration and ML ports to the internet, split networks included;
 * rules for known networks stay. What each rule deserves is judged by {@link OpenRule}.
 *
 * <p>Only TCP and all-traffic rules are judged: the services concerned speak TCP. A rule is revoked
 * at once only if all its ports are administration or ML ports and its sources cover the internet.
 * A wider range is never narrowed: that would need the permission to open ports, which the
 * remediation role must not have; a person decides whether the whole rule may go.
 */
public final class OpenPorts implements Control<SecurityGroup, SecurityGroupChange> {

  /**
   * Ports that only people and machines of the owner should reach. 8080 is left out: as many public
   * sites as model servers use it, so it asks like any other port.
   */
  private static final List<Integer> PORTS =
      List.of(
          22, // SSH
          2375, // Docker API without TLS
          2376, // Docker API
          3306, // MySQL, MariaDB
          3389, // RDP
          5000, // MLflow tracking server
          5432, // PostgreSQL, pgvector
          5601, // Kibana, OpenSearch Dashboards
          6006, // TensorBoard
          6333, // Qdrant
          6379, // Redis; Ray's control store
          6443, // Kubernetes API
          8000, // vLLM, Triton, Chroma
          8081, // TorchServe management
          8265, // Ray dashboard: runs jobs for whoever asks
          8888, // Jupyter
          8889, // Jupyter's next port
          9200, // Elasticsearch, OpenSearch
          10001, // Ray client
          10250, // kubelet
          11434, // Ollama
          19530, // Milvus
          27017); // MongoDB

  private static final ControlSpec SPEC =
      control("EC2.OpenPorts")
          .title("Security groups of AI workloads do not face the internet")
          .why(
              "Notebooks, trackers and model servers run code for whoever connects, often without"
                  + " a password, and are found within minutes.")
          .breaks(
              "Whoever connects from an address that no other rule of the group names. Known"
                  + " networks keep their rules; reach the port by Session Manager or a VPN.")
          .atSource(
              "aws_vpc_security_group_ingress_rule, cidr_ipv4 and cidr_ipv6, or"
                  + " aws_security_group, ingress.cidr_blocks and ingress.ipv6_cidr_blocks: the"
                  + " networks that need it, or a referenced security group, instead of 0.0.0.0/0"
                  + " and ::/0",
              "AWS::EC2::SecurityGroup, SecurityGroupIngress, or"
                  + " AWS::EC2::SecurityGroupIngress, CidrIp and CidrIpv6: the networks that need"
                  + " it, or SourceSecurityGroupId, instead of 0.0.0.0/0 and ::/0")
          .severity(Severity.HIGH)
          .autonomy(Autonomy.ENFORCE)
          .reads(SecurityGroupFacet.RULES)
          .calls(RevokeIngress.CALL)
          .undoCalls(AuthorizeIngress.CALL, AuthorizeIngress.TAGS)
          .trigger(
              cloudTrail("ec2", "AuthorizeSecurityGroupIngress")
                  .resource(SecurityGroups.TYPE, "/requestParameters/groupId")
                  .restsOn(Trigger.Evidence.RECORD))
          .trigger(
              cloudTrail("ec2", "ModifySecurityGroupRules")
                  .resource(
                      SecurityGroups.TYPE,
                      "/requestParameters/ModifySecurityGroupRulesRequest/GroupId"))
          .trigger(
              cloudTrail("ec2", "CreateTags")
                  .resource(
                      SecurityGroups.TYPE,
                      "/requestParameters/resourcesSet/items/*/resourceId",
                      "sg-"))
          .trigger(configChange(SecurityGroups.TYPE))
          .standard(Standard.SECURITY_HUB, "EC2.13", "EC2.14", "EC2.18", "EC2.19")
          .standard(
              Standard.PROWLER,
              "ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports")
          .standard(Standard.GENAI_LENS, "GENSEC01-BP02")
          .setting("ports", PORTS)
          .setting("publicPorts", List.of(80, 443))
          .setting("knownPrefixLists", List.of())
          .source("https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html")
          .source("https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<SecurityGroup, SecurityGroupChange> plan(
      SecurityGroup group, Context<SecurityGroup> context) {
    List<OpenRule> found = OpenRule.in(group, context.settings());
    List<OpenRule> safe = found.stream().filter(rule -> rule.doubt().isEmpty()).toList();
    if (safe.isEmpty()) {
      Plan<SecurityGroup, SecurityGroupChange> plan = revoking(found);
      for (OpenRule rule : found) {
        plan = plan.ask(rule.doubt());
      }
      return plan.isHeld()
          ? plan
          : plan.because(
              "Whole rules go, since narrowing one would need the permission to open ports;"
                  + " what else they carry is for a person to weigh.");
    }
    Plan<SecurityGroup, SecurityGroupChange> plan =
        revoking(safe)
            .because(
                "Administration and ML ports are open to the internet; only the rules that open"
                    + " them go, rules for known networks stay.");
    return safe.size() < found.size() ? plan.leavingMore() : plan;
  }

  private static Plan<SecurityGroup, SecurityGroupChange> revoking(List<OpenRule> rules) {
    return Plan.<SecurityGroup, SecurityGroupChange>mend(
            rules.stream()
                .map(open -> new RevokeIngress(open.rule(), !open.doubt().isEmpty()))
                .toList())
        .evidence("openRules", rules.stream().map(OpenRule::inWords).toList());
  }
}
