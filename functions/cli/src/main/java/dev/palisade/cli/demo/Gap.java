package dev.palisade.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.policy.Verdict;
import java.util.Locale;

/**
 * A gap of the sample workload, and what the sample says must become of it.
 *
 * @param id what the sample calls it
 * @param control the control that must see it
 * @param title what somebody did, in a sentence
 * @param resource ARN of the resource that the control judges
 * @param decision what must be decided
 * @param state in which state its case must end
 */
public record Gap(
    String id, String control, String title, String resource, Verdict decision, CaseState state) {

  /** A gap as the sample's runner prints it. */
  static Gap of(JsonNode json) {
    JsonNode expected = json.path("expected");
    return new Gap(
        json.path("gap").asText(),
        json.path("control").asText(),
        json.path("title").asText(),
        json.path("resource").asText(),
        Verdict.valueOf(expected.path("decision").asText().toUpperCase(Locale.ROOT)),
        CaseState.valueOf(expected.path("state").asText()));
  }

  /** What tells a finding from another. */
  String key() {
    return control + " " + resource;
  }
}
