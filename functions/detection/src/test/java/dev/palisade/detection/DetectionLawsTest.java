package dev.palisade.detection;

import dev.palisade.testkit.ControlLaws;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The laws of controls, over the samples of the detection domain. */
class DetectionLawsTest {

  @TestFactory
  Stream<DynamicContainer> laws() {
    return ControlLaws.of(new DetectionDomain().domain());
  }
}
