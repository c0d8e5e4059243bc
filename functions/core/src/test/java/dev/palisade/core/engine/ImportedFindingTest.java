package dev.palisade.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportedFindingTest {

  private static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";

  private static Event event(String source, String id, String product) {
    ObjectNode detail = Codec.plain().createObjectNode();
    detail.putArray("findings").addObject().put("Id", id).put("ProductArn", product);
    return Event.of(
        new Bot().event(source, "Security Hub Findings - Imported", Boxes.ACCOUNT, detail));
  }

  @Test
  void findingOfSecurityHubIsRemembered() {
    Event event = event("aws.securityhub", "arn:aws:securityhub:eu-west-1:1:finding/a", PRODUCT);

    assertThat(ImportedFinding.factsWith(Map.of("port", "22"), event))
        .containsOnly(
            Map.entry("port", "22"),
            Map.entry(Origin.FINDING, "arn:aws:securityhub:eu-west-1:1:finding/a"),
            Map.entry(Origin.FINDING_PRODUCT, PRODUCT));
  }

  @Test
  void whatIsNoFindingOfSecurityHubIsNot() {
    assertThat(ImportedFinding.factsWith(Map.of(), event("aws.box", "a", PRODUCT))).isEmpty();
    assertThat(ImportedFinding.factsWith(Map.of(), event("aws.securityhub", "", PRODUCT)))
        .isEmpty();
    assertThat(ImportedFinding.factsWith(Map.of(), event("aws.securityhub", "a b", PRODUCT)))
        .isEmpty();
    assertThat(
            ImportedFinding.factsWith(
                Map.of(), event("aws.securityhub", "a", "arn:aws:iam::1:role/x")))
        .isEmpty();
  }
}
