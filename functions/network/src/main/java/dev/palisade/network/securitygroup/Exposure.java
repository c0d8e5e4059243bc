package dev.palisade.network.securitygroup;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much of the public internet a set of networks of one address family covers together, and
 * which of them are to blame. Half-open pairs ({@code 0.0.0.0/1} and {@code 128.0.0.0/1}) and any
 * other split cover as much as {@code 0.0.0.0/0} does; private and reserved space does not count.
 *
 * @param share covered share of the public space, 0 to 1
 * @param offenders the broadest networks, as written, without which the rest covers no more than
 *     what can be somebody's known networks
 */
record Exposure(double share, Set<String> offenders) {

  /**
   * What known networks may cover together: a little more than one IPv4 {@code /8}, the broadest
   * block that one organization holds.
   */
  static final double KNOWN = 1 / 128.0;

  /** From here on it is the internet, whatever small parts were left out. */
  static final double WORLD = 0.9;

  // The library reads more than AWS writes: "0/0", "*", an address without its prefix.
  private static final Pattern NETWORK =
      Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/\\d{1,3}");

  private static final Exposure NONE = new Exposure(0, Set.of());

  /**
   * Special-purpose blocks, which no packet from the internet comes from.
   *
   * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA registry</a>
   */
  private static final List<IPAddressSeqRange> PUBLIC_V4 =
      without(
          range("0.0.0.0/0"),
          List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3"));

  /**
   * The blocks given out to registries. All of {@code 2000::/3} would be the wrong measure: a few
   * {@code /12} networks are every address in use, yet a hundredth of it.
   *
   * @see <a href="https://www.iana.org/assignments/ipv6-unicast-address-assignments">IANA
   *     registry</a>
   */
  private static final List<IPAddressSeqRange> PUBLIC_V6 =
      Stream.of(
              "2001::/16",
              "2003::/18",
              "2400::/12",
              "2410::/12",
              "2600::/12",
              "2610::/23",
              "2620::/23",
              "2630::/12",
              "2800::/12",
              "2a00::/12",
              "2a10::/12",
              "2c00::/12")
          .map(Exposure::range)
          .toList();

  /** The exposure of IPv4 or IPv6 networks; networks of both at once make no sense. */
  static Exposure of(Set<String> networks) {
    if (networks.isEmpty()) {
      return NONE;
    }
    double whole = share(networks);
    Set<String> offenders = new TreeSet<>();
    Set<String> rest = new TreeSet<>(networks);
    double left = whole;
    while (left > KNOWN) {
      int broadest = rest.stream().mapToInt(Exposure::prefix).min().orElseThrow();
      rest.stream().filter(network -> prefix(network) == broadest).forEach(offenders::add);
      rest.removeAll(offenders);
      left = share(rest);
    }
    return new Exposure(whole, offenders);
  }

  /** Whether a text is a network at all, in the form that AWS gives. */
  static boolean isNetwork(String text) {
    return parse(text).isPresent();
  }

  boolean isWorld() {
    return share >= WORLD;
  }

  private static double share(Set<String> networks) {
    if (networks.isEmpty()) {
      return 0;
    }
    List<IPAddressSeqRange> covered = joined(networks.stream().map(Exposure::range).toList());
    List<IPAddressSeqRange> space = covered.getFirst().isIPv4() ? PUBLIC_V4 : PUBLIC_V6;
    BigInteger both =
        covered.stream()
            .flatMap(one -> space.stream().map(one::intersect).flatMap(Stream::ofNullable))
            .map(IPAddressSeqRange::getCount)
            .reduce(BigInteger.ZERO, BigInteger::add);
    return both.doubleValue() / size(space).doubleValue();
  }

  private static BigInteger size(List<IPAddressSeqRange> ranges) {
    return ranges.stream()
        .map(IPAddressSeqRange::getCount)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static List<IPAddressSeqRange> joined(List<IPAddressSeqRange> ranges) {
    return List.of(IPAddressSeqRange.join(ranges.toArray(IPAddressSeqRange[]::new)));
  }

  private static List<IPAddressSeqRange> without(IPAddressSeqRange whole, List<String> blocks) {
    List<IPAddressSeqRange> left = List.of(whole);
    for (String block : blocks) {
      IPAddressSeqRange hole = range(block);
      left = left.stream().flatMap(one -> Stream.of(one.subtract(hole))).toList();
    }
    return left;
  }

  private static int prefix(String network) {
    return Integer.parseInt(network.substring(network.indexOf('/') + 1));
  }

  private static IPAddressSeqRange range(String network) {
    return parse(network)
        .orElseThrow(() -> new IllegalArgumentException("not a network: " + network))
        .coverWithSequentialRange();
  }

  private static Optional<IPAddress> parse(String text) {
    if (!NETWORK.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new IPAddressString(text).toAddress().toPrefixBlock());
    } catch (AddressStringException e) {
      return Optional.empty();
    }
  }
}
