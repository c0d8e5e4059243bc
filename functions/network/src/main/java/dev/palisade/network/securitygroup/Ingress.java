package dev.palisade.network.securitygroup;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One ingress rule of a security group: a protocol, a port range and exactly one source.
 *
 * <p>Within a group, protocol, ports and source identify a rule; {@code id} is what AWS assigns and
 * revoking takes. A rule that was revoked and put back is equal in everything but the id: AWS
 * assigns that anew, so compare an undo by {@link #withId}.
 *
 * @param id {@code sgr-…}
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a protocol number, or
 *     {@code -1} for all traffic
 * @param fromPort first port, or the ICMP type; -1 for all ICMP types or all traffic
 * @param toPort last port inclusive, or the ICMP code; -1 for all
 * @param cidrIpv4 source network, or null
 * @param cidrIpv6 source network, or null
 * @param prefixListId source prefix list, or null
 * @param sourceGroup source security group, or null
 * @param sourceOwner account of the source group, or null
 * @param sourceConnection VPC peering connection of the source group, or null
 * @param description null for none
 * @param tags of the rule itself
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html">
 *     SecurityGroupRule</a>
 */
public record Ingress(
    String id,
    String protocol,
    int fromPort,
    int toPort,
    @Nullable String cidrIpv4,
    @Nullable String cidrIpv6,
    @Nullable String prefixListId,
    @Nullable String sourceGroup,
    @Nullable String sourceOwner,
    @Nullable String sourceConnection,
    @Nullable String description,
    Map<String, String> tags) {

  /** By ports, then source: the order of plans and evidence. */
  static final Comparator<Ingress> ORDER =
      Comparator.comparingInt(Ingress::fromPort)
          .thenComparingInt(Ingress::toPort)
          .thenComparing(Ingress::protocol)
          .thenComparing(Ingress::source)
          .thenComparing(Ingress::id);

  private static final int LAST_PORT = 65_535;

  public Ingress {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /** The same rule under another id. */
  public Ingress withId(String other) {
    return new Ingress(
        other,
        protocol,
        fromPort,
        toPort,
        cidrIpv4,
        cidrIpv6,
        prefixListId,
        sourceGroup,
        sourceOwner,
        sourceConnection,
        description,
        tags);
  }

  /** The one source, as AWS writes it. */
  String source() {
    if (cidrIpv4 != null) {
      return cidrIpv4;
    }
    if (cidrIpv6 != null) {
      return cidrIpv6;
    }
    return prefixListId != null ? prefixListId : Objects.requireNonNullElse(sourceGroup, "unknown");
  }

  /**
   * The TCP ports that the rule lets in. All traffic includes every TCP port, whatever its port
   * members say; UDP and ICMP include none, so {@code udp 22} and ICMP's -1 let in nothing here.
   */
  PortRange tcpPorts() {
    return switch (protocol) {
      case "-1" -> new PortRange(0, LAST_PORT);
      case "tcp", "6" ->
          fromPort < 0 ? new PortRange(0, LAST_PORT) : new PortRange(fromPort, toPort);
      default -> PortRange.NONE;
    };
  }

  /** The rule in a few words, {@code tcp 8888 from 0.0.0.0/0}. */
  String inWords() {
    if (protocol.equals("-1")) {
      return "all traffic from " + source();
    }
    return protocol + " " + new PortRange(fromPort, toPort) + " from " + source();
  }
}
