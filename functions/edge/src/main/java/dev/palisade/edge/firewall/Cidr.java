package dev.palisade.edge.firewall;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses of one family. Texts are read as literals only: nothing here ever asks a
 * name server.
 *
 * @param bits 32 for IPv4, 128 for IPv6
 * @param first the lowest address as a number
 * @param prefix length of the prefix, 0 to {@code bits}
 */
record Cidr(int bits, BigInteger first, int prefix) {

  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*");
  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

  /**
   * What packets from the internet do not come from: private, shared, loopback, link-local,
   * protocol, benchmark, multicast and reserved blocks. Blocks for documentation are left out:
   * nothing is ever reached by them, so that blocking one is harmless and can be tried.
   *
   * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA registry</a>
   */
  private static final List<Cidr> INNER_V4 =
      all(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "224.0.0.0/3");

  /** Of IPv6 only this block is given out, with parts for protocols that carry IPv4 inside. */
  private static final Cidr OUTER_V6 = all("2000::/3").getFirst();

  private static final List<Cidr> INNER_V6 = all("2001::/23", "2002::/16");

  Cidr {
    first = first.shiftRight(bits - prefix).shiftLeft(bits - prefix);
  }

  private static List<Cidr> all(String... texts) {
    return Arrays.stream(texts).map(text -> parse(text).orElseThrow()).toList();
  }

  /** A single address, {@code 203.0.113.9} or {@code 2001:db8::1}; empty if it is none. */
  static Optional<Cidr> address(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(text).getAddress();
      boolean mapped = bytes.length == 4 && text.indexOf(':') >= 0;
      return mapped
          ? Optional.empty()
          : Optional.of(new Cidr(bytes.length * 8, new BigInteger(1, bytes), bytes.length * 8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A block, {@code 203.0.113.0/24}; a single address is a block of one. Empty if it is none. */
  static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return address(text);
    }
    String length = text.substring(slash + 1);
    if (!PREFIX.matcher(length).matches()) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(length);
    return address(text.substring(0, slash))
        .filter(one -> prefix <= one.bits)
        .map(one -> new Cidr(one.bits, one.first, prefix));
  }

  boolean isV4() {
    return bits == 32;
  }

  /** The block of a prefix length around this one. */
  Cidr widenedTo(int length) {
    return new Cidr(bits, first, Math.min(length, prefix));
  }

  boolean contains(Cidr other) {
    return bits == other.bits
        && prefix <= other.prefix
        && first.equals(new Cidr(bits, other.first, prefix).first);
  }

  boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /** Whether all of it can be the source of packets from the internet. */
  boolean isPublic() {
    return isV4()
        ? INNER_V4.stream().noneMatch(this::overlaps)
        : OUTER_V6.contains(this) && INNER_V6.stream().noneMatch(this::overlaps);
  }

  /** The block as text with its prefix, always the same for the same block. */
  @Override
  public String toString() {
    byte[] bytes = new byte[bits / 8];
    byte[] number = first.toByteArray();
    for (int i = 1; i <= Math.min(bytes.length, number.length); i++) {
      bytes[bytes.length - i] = number[number.length - i];
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + prefix;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }
}
