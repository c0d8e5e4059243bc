package dev.palisade.network.securitygroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The arithmetic of networks: coverage, splits, and who is to blame. */
class ExposureTest {

  /** Any split of the IPv4 space into halves of halves covers it wholly. */
  @Property(tries = 200)
  void anySplitIsTheWorld(@ForAll List<@IntRange(min = 0, max = 1000) Integer> cuts) {
    List<String> parts = new ArrayList<>(List.of("0.0.0.0/0"));
    for (int cut : cuts) {
      String part = parts.remove(cut % parts.size());
      parts.addAll(halves(part));
    }
    assertThat(Exposure.of(new HashSet<>(parts)).share()).isCloseTo(1, within(1e-9));
    assertThat(Exposure.of(new HashSet<>(parts)).isWorld()).isTrue();
  }

  /** What is left without the offenders is never more than known networks. */
  @Property(tries = 300)
  void restIsKnown(@ForAll("networks") Set<String> networks) {
    Exposure exposure = Exposure.of(networks);
    Set<String> rest = new HashSet<>(networks);
    rest.removeAll(exposure.offenders());
    assertThat(networks).containsAll(exposure.offenders());
    assertThat(Exposure.of(rest).share()).isLessThanOrEqualTo(Exposure.KNOWN);
    assertThat(exposure.offenders().isEmpty()).isEqualTo(exposure.share() <= Exposure.KNOWN);
  }

  /** A network more never covers less. */
  @Property(tries = 200)
  void moreNetworksCoverMore(
      @ForAll("networks") Set<String> networks, @ForAll("network") String another) {
    Set<String> more = new HashSet<>(networks);
    more.add(another);
    assertThat(Exposure.of(more).share()).isGreaterThanOrEqualTo(Exposure.of(networks).share());
  }

  /** Networks as long as /9 are known ones, alone. */
  @Property(tries = 200)
  void singleSmallNetworkIsKnown(
      @ForAll @IntRange(min = 9, max = 32) int prefix, @ForAll int address) {
    assertThat(Exposure.of(Set.of(cidr(address, prefix))).offenders()).isEmpty();
  }

  @Test
  void privateSpaceIsNotTheInternet() {
    assertThat(
            Exposure.of(Set.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"))
                .share())
        .isZero();
  }

  @Test
  void unassignedIpv6SpaceIsNotTheInternet() {
    assertThat(Exposure.of(Set.of("3000::/4", "fc00::/7", "fe80::/10")).share()).isZero();
    assertThat(Exposure.of(Set.of("2000::/3")).share()).isEqualTo(1);
  }

  @Test
  void namesOfTheSameNetworkAreRead() {
    assertThat(Exposure.of(Set.of("0:0:0:0:0:0:0:0/0")).isWorld()).isTrue();
    assertThat(Exposure.isNetwork("::/0")).isTrue();
    assertThat(List.of("*", "0/0", "pl-123", "", "0.0.0.0", "0.0.0.0/33", "::/129", "1.2.3.4.5/8"))
        .noneMatch(Exposure::isNetwork);
  }

  @Provide
  Arbitrary<Set<String>> networks() {
    return network().list().ofMaxSize(12).map(list -> list.stream().collect(Collectors.toSet()));
  }

  @Provide
  Arbitrary<String> network() {
    return Combinators.combine(Arbitraries.integers(), Arbitraries.integers().between(0, 32))
        .as(ExposureTest::cidr);
  }

  private static String cidr(int address, int prefix) {
    int base = prefix == 0 ? 0 : address & (-1 << (32 - prefix));
    return (base >>> 24)
        + "."
        + (base >>> 16 & 255)
        + "."
        + (base >>> 8 & 255)
        + "."
        + (base & 255)
        + "/"
        + prefix;
  }

  private static List<String> halves(String network) {
    String[] parts = network.split("[./]");
    int prefix = Integer.parseInt(parts[4]);
    if (prefix == 32) {
      return List.of(network);
    }
    int base = 0;
    for (int i = 0; i < 4; i++) {
      base = base << 8 | Integer.parseInt(parts[i]);
    }
    return List.of(cidr(base, prefix + 1), cidr(base | 1 << (31 - prefix), prefix + 1));
  }
}
