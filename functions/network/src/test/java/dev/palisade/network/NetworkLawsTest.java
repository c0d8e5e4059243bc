package dev.palisade.network;

import dev.palisade.testkit.ControlLaws;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The laws of controls over all controls and samples of the domain. */
class NetworkLawsTest {

  @TestFactory
  Stream<DynamicContainer> laws() {
    return ControlLaws.of(new NetworkDomain().domain());
  }
}
