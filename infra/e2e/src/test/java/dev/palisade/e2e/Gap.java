package dev.palisade.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A gap of a sample workload, as the samples' own command lists it.
 *
 * @param id its name
 * @param control the control that must see it
 * @param resource ARN of what the control judges
 * @param also other controls that the same calls concern
 * @param approval whether a person must say yes
 * @param state the case's last state
 * @param reversible whether it can be undone
 * @param undoneAfter controls whose cases on the resource are undone first
 */
record Gap(
    String id,
    String control,
    String resource,
    List<String> also,
    boolean approval,
    String state,
    boolean reversible,
    List<String> undoneAfter) {

  static Gap of(JsonNode listed) {
    JsonNode expected = listed.path("expected");
    JsonNode undo = listed.path("undo");
    return new Gap(
        listed.path("gap").asText(),
        listed.path("control").asText(),
        listed.path("resource").asText(),
        texts(listed.path("also")),
        expected.path("approval").asBoolean(),
        expected.path("state").asText(),
        undo.path("reversible").asBoolean(),
        texts(undo.path("after")));
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  @Override
  public String toString() {
    return id;
  }
}
