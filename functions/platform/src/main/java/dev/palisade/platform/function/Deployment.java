package dev.palisade.platform.function;

import java.util.List;
import java.util.Map;

/**
 * What the deployment tells a function by its environment.
 *
 * @param variables the environment
 */
public record Deployment(Map<String, String> variables) {

  /** This process's own. */
  public static Deployment ofThisProcess() {
    return new Deployment(System.getenv());
  }

  /**
   * A variable.
   *
   * @throws IllegalStateException naming it, if the deployment left it out
   */
  public String get(String name) {
    String value = variables.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("the deployment did not set " + name);
    }
    return value;
  }

  /** A variable that is a comma-separated list. */
  public List<String> list(String name) {
    return List.of(get(name).split(","));
  }

  /** Whether the deployment set a variable that it may leave out. */
  public boolean has(String name) {
    return !variables.getOrDefault(name, "").isEmpty();
  }

  /** The region the function runs in. */
  public String region() {
    return get("AWS_REGION");
  }
}
