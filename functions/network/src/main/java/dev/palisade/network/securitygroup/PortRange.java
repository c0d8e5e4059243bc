package dev.palisade.network.securitygroup;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * A range of ports.
 *
 * @param first 0–65535
 * @param last inclusive; smaller than {@code first} for a range without ports
 */
record PortRange(int first, int last) {

  static final PortRange NONE = new PortRange(0, -1);

  boolean isEmpty() {
    return last < first;
  }

  boolean contains(PortRange other) {
    return first <= other.first && other.last <= last;
  }

  /** Whether every port of the range is in a set. */
  boolean within(Set<Integer> ports) {
    return ports().allMatch(ports::contains);
  }

  /** The range's ports. */
  IntStream ports() {
    return IntStream.rangeClosed(first, last);
  }

  @Override
  public String toString() {
    return first == last ? String.valueOf(first) : first + "-" + last;
  }
}
