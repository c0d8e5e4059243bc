package dev.palisade.identity;

import dev.palisade.testkit.ControlLaws;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The laws of controls, over the samples of the identity domain. */
class IdentityLawsTest {

  @TestFactory
  Stream<DynamicContainer> laws() {
    return ControlLaws.of(new IdentityDomain().domain());
  }
}
