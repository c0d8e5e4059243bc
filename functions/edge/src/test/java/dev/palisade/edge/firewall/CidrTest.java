package dev.palisade.edge.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Arithmetic of address blocks, over generated ones. */
class CidrTest {

  @Property
  void isReadBackFromItsText(@ForAll("blocks") Cidr block) {
    assertThat(Cidr.parse(block.toString())).contains(block);
  }

  @Property
  void containsItselfAndItsLowestAddress(@ForAll("blocks") Cidr block) {
    assertThat(block.contains(block)).isTrue();
    assertThat(block.contains(new Cidr(block.bits(), block.first(), block.bits()))).isTrue();
  }

  @Property
  void halvesAreContainedAndApart(@ForAll("blocks") Cidr block) {
    if (block.prefix() == block.bits()) {
      return;
    }
    int prefix = block.prefix() + 1;
    Cidr low = new Cidr(block.bits(), block.first(), prefix);
    Cidr high = new Cidr(block.bits(), block.first().setBit(block.bits() - prefix), prefix);
    assertThat(block.contains(low) && block.contains(high)).isTrue();
    assertThat(low.contains(block) || low.overlaps(high)).isFalse();
    assertThat(low.overlaps(block) && block.overlaps(high)).isTrue();
  }

  @Property
  void overlapsExactlyWhereRangesMeet(@ForAll("blocks") Cidr one, @ForAll("blocks") Cidr other) {
    boolean meet =
        one.bits() == other.bits()
            && one.first().compareTo(last(other)) <= 0
            && other.first().compareTo(last(one)) <= 0;
    assertThat(one.overlaps(other)).isEqualTo(meet);
  }

  @Property
  void aPublicBlockHasNoPrivateAddress(@ForAll("blocks") Cidr block) {
    if (block.isPublic()) {
      for (BigInteger end : new BigInteger[] {block.first(), last(block)}) {
        assertThat(new Cidr(block.bits(), end, block.bits()).isPublic()).isTrue();
      }
    }
  }

  @Property
  void neverFailsOnAnyText(@ForAll String text) {
    Cidr.parse(text).ifPresent(block -> assertThat(Cidr.parse(block.toString())).contains(block));
  }

  @Test
  void knowsBlocksThatHoldBothPublicAndPrivateAddresses() {
    assertThat(Cidr.parse("172.0.0.0/8").orElseThrow().isPublic()).isFalse();
    assertThat(Cidr.parse("0.0.0.0/0").orElseThrow().isPublic()).isFalse();
    assertThat(Cidr.parse("::/0").orElseThrow().isPublic()).isFalse();
    assertThat(Cidr.parse("172.32.0.0/11").orElseThrow().isPublic()).isTrue();
  }

  private static BigInteger last(Cidr block) {
    return block
        .first()
        .add(BigInteger.ONE.shiftLeft(block.bits() - block.prefix()))
        .subtract(BigInteger.ONE);
  }

  @Provide
  Arbitrary<Cidr> blocks() {
    return Arbitraries.of(32, 128)
        .flatMap(bits ->
            Combinators.combine(
                    Arbitraries.bigIntegers()
                        .between(
                            BigInteger.ZERO,
                            BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE)),
                    Arbitraries.integers().between(0, bits))
                .as((first, prefix) -> new Cidr(bits, first, prefix)));
  }
}
