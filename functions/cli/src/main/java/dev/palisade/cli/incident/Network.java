package dev.palisade.cli.incident;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * An address or a network of either IP version.
 *
 * @param first its address, 4 or 16 bytes; bits behind the prefix are 0
 * @param prefix how many bits are fixed, 32 or 128 for a single address
 */
record Network(byte[] first, int prefix) {

  private static final String FOUR = "\\d{1,3}(\\.\\d{1,3}){3}";

  /** Reads {@code 203.0.113.9}, {@code 2001:db8::/64}; empty for anything else, names included. */
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    // Java also takes 203.0.113 and 1, which nobody means as an address.
    if (!address.matches(FOUR) && address.indexOf(':') < 0) {
      return Optional.empty();
    }
    try {
      // No look-up: what is no literal is refused.
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      int prefix = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
      return prefix < 0 || prefix > bytes.length * 8
          ? Optional.empty()
          : Optional.of(new Network(masked(bytes, prefix), prefix));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] masked(byte[] bytes, int prefix) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp(prefix - i * 8L, 0, 8);
      masked[i] &= (byte) (0xff << (8 - kept));
    }
    return masked;
  }

  /** Whether all of another one lies in this one. */
  boolean holds(Network other) {
    return other.first.length == first.length
        && other.prefix >= prefix
        && Arrays.equals(first, masked(other.first, prefix));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that
        && prefix == that.prefix
        && Arrays.equals(first, that.first);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(first) + prefix;
  }
}
