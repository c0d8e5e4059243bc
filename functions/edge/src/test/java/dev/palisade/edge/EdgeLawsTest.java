package dev.palisade.edge;

import dev.palisade.testkit.ControlLaws;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The laws of controls over all controls and samples of the domain. */
class EdgeLawsTest {

  @TestFactory
  Stream<DynamicContainer> laws() {
    return ControlLaws.of(new EdgeDomain().domain());
  }
}
