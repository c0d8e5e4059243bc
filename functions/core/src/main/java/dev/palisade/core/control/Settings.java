package dev.palisade.core.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A control's settings: text, whole numbers, yes/no or lists of text, by name. Defaults stand in
 * the control's spec, and policy may override them; unknown names are refused when policy is read.
 */
public record Settings(Map<String, Object> values) {

  /** No settings at all. */
  public static final Settings NONE = new Settings(Map.of());

  public Settings {
    values = Map.copyOf(values);
  }

  /** The text of a setting, or the empty text where it is not set. */
  public String text(String name) {
    return String.valueOf(values.getOrDefault(name, ""));
  }

  /**
   * The whole number of a setting.
   *
   * @throws IllegalArgumentException if it is not set or no number
   */
  public int number(String name) {
    if (values.get(name) instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalArgumentException("setting " + name + " is not a number");
  }

  /** Whether a yes/no setting says yes; no where it is not set. */
  public boolean yes(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** The entries of a list setting, empty where it is not set. */
  public List<String> list(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** The entries of a list setting of numbers, empty where it is not set. */
  public Set<Integer> numbers(String name) {
    return list(name).stream().map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  /** These settings with others laid over them. */
  public Settings overriddenBy(Settings other) {
    var merged = new HashMap<>(values);
    merged.putAll(other.values);
    return new Settings(merged);
  }
}
