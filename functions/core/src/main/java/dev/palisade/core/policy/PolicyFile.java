package dev.palisade.core.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.palisade.core.plan.Codec;

/** Reads the policy, strictly: unknown members are refused by name and place. */
public final class PolicyFile {

  private static final int FORMAT = 1;

  private PolicyFile() {}

  /**
   * The policy of a JSON text (the deployment turns the YAML file into JSON).
   *
   * @throws IllegalArgumentException saying what is wrong, where, and what is known there
   */
  public static Policy parse(String json) {
    try {
      Policy policy = Codec.plain().readValue(json, Policy.class);
      if (policy.version() != FORMAT) {
        throw new IllegalArgumentException(
            "policy: version " + policy.version() + " is not known; this Palisade reads 1");
      }
      return policy;
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          "policy: %s is not known in %s; known are %s"
              .formatted(
                  e.getPropertyName(),
                  e.getPathReference().replaceAll(".*\\[", "["),
                  e.getKnownPropertyIds()),
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("policy: " + e.getOriginalMessage(), e);
    }
  }
}
