package dev.palisade.network.securitygroup;

import dev.palisade.core.control.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An ingress rule that opens ports to the internet, and what speaks against revoking it unasked.
 *
 * @param rule the rule
 * @param covered how much of the internet its port range is open to, {@code 100 %}, or what is
 *     unknown about it
 * @param doubt why a person must decide, empty if nothing speaks against revoking
 */
record OpenRule(Ingress rule, String covered, String doubt) {

  /** The open rules of a group in order; rules whose ports are all meant to be public are none. */
  static List<OpenRule> in(SecurityGroup group, Settings settings) {
    Set<Integer> open = settings.numbers("publicPorts");
    Set<Integer> closed = new HashSet<>(settings.numbers("ports"));
    closed.removeAll(open);
    return group.rules().stream()
        .filter(rule -> !rule.tcpPorts().isEmpty() && !rule.tcpPorts().within(open))
        .flatMap(rule -> judged(rule, group.rules(), closed, settings).stream())
        .toList();
  }

  String inWords() {
    return rule.inWords() + " (" + rule.id() + ", " + covered + ")";
  }

  private static Optional<OpenRule> judged(
      Ingress rule, List<Ingress> all, Set<Integer> closed, Settings settings) {
    if (rule.prefixListId() != null) {
      return prefixList(rule, rule.prefixListId(), closed, settings);
    }
    if (rule.cidrIpv4() != null) {
      return network(rule, rule.cidrIpv4(), Ingress::cidrIpv4, all, closed);
    }
    if (rule.cidrIpv6() != null) {
      return network(rule, rule.cidrIpv6(), Ingress::cidrIpv6, all, closed);
    }
    return Optional.empty();
  }

  // A list's content may belong to another account and change at any time, so it is never revoked
  // unasked; on other ports lists are how load balancers and CDNs are let in.
  private static Optional<OpenRule> prefixList(
      Ingress rule, String list, Set<Integer> closed, Settings settings) {
    if (settings.list("knownPrefixLists").contains(list)
        || rule.tcpPorts().ports().noneMatch(closed::contains)) {
      return Optional.empty();
    }
    return Optional.of(
        new OpenRule(
            rule,
            "content of the list unknown",
            "What prefix list " + list + " lets in to " + portsOf(rule) + " is not known here."));
  }

  private static Optional<OpenRule> network(
      Ingress rule,
      String network,
      Function<Ingress, @Nullable String> family,
      List<Ingress> all,
      Set<Integer> closed) {
    if (!Exposure.isNetwork(network)) {
      return Optional.of(
          new OpenRule(rule, "unreadable source", "The source " + network + " is no network."));
    }
    Exposure exposure = Exposure.of(beside(rule, family, all));
    if (!exposure.offenders().contains(network)) {
      return Optional.empty();
    }
    String covered =
        String.format(Locale.ROOT, "open to %.0f %% of the internet", 100 * exposure.share());
    return Optional.of(new OpenRule(rule, covered, doubt(rule, exposure, closed)));
  }

  // All networks that reach this rule's ports, by this rule or by others with the same ports or
  // more: what a split hides is seen only in their sum.
  private static Set<String> beside(
      Ingress rule, Function<Ingress, @Nullable String> family, List<Ingress> all) {
    return all.stream()
        .filter(other -> other.tcpPorts().contains(rule.tcpPorts()))
        .map(family)
        .filter(Objects::nonNull)
        .filter(Exposure::isNetwork)
        .collect(Collectors.toSet());
  }

  private static String doubt(Ingress rule, Exposure exposure, Set<Integer> closed) {
    if (!exposure.isWorld()) {
      return portsOf(rule)
          + " is open to a large part of the internet, though not to all: "
          + rule.source()
          + " may be meant.";
    }
    if (rule.tcpPorts().within(closed)) {
      return "";
    }
    return rule.tcpPorts().ports().anyMatch(closed::contains)
        ? portsOf(rule) + " holds administration or ML ports, and others that may serve users."
        : portsOf(rule) + " is open to the internet and no public port by policy; it may be meant.";
  }

  private static String portsOf(Ingress rule) {
    PortRange ports = rule.tcpPorts();
    if (rule.protocol().equals("-1")) {
      return "All traffic";
    }
    return (ports.first() == ports.last() ? "Port " : "Port range ") + ports;
  }
}
