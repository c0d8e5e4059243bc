package dev.palisade.platform.function;

import java.util.List;
import java.util.Map;

/**
 * What the deployment tells a function by its environment.
 *
 * @param variables the environment
 */
record Deployment(Map<String, String> variables) {

  /** This process's own. */
  static Deployment ofThisProcess() {
    return new Deployment(System.getenv());
  }

  /**
   * A variable.
   *
   * @throws IllegalStateException naming it, if the deployment left it out
   */
  String get(String name) {
    String value = variables.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("the deployment did not set " + name);
    }
    return value;
  }

  List<String> list(String name) {
    return List.of(get(name).split(","));
  }

  /** The region the function runs in. */
  String region() {
    return get("AWS_REGION");
  }
}
