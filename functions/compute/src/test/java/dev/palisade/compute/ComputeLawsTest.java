package dev.palisade.compute;

import dev.palisade.testkit.ControlLaws;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The laws of controls over all controls and samples of the domain. */
class ComputeLawsTest {

  @TestFactory
  Stream<DynamicContainer> laws() {
    return ControlLaws.of(new ComputeDomain().domain());
  }
}
