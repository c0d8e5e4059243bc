package dev.palisade.core.control;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An IAM statement that allows: sorted actions on sorted resource patterns, in which {@code
 * {partition}} and {@code {account}} still stand.
 */
public record Statement(SortedSet<String> actions, SortedSet<String> resources) {

  public Statement {
    actions = new TreeSet<>(actions);
    resources = new TreeSet<>(resources);
  }

  /** The resource patterns for a partition and account (or the tokens that stand for them). */
  public SortedSet<String> resources(String partition, String account) {
    SortedSet<String> filled = new TreeSet<>();
    resources.forEach(
        one -> filled.add(one.replace("{partition}", partition).replace("{account}", account)));
    return filled;
  }

  /**
   * How many characters it takes in a policy, as IAM counts (no white space), with the longest
   * partition's name filled in.
   */
  public int length() {
    return "{\"Effect\":\"Allow\",\"Action\":[],\"Resource\":[]},".length()
        + listed(actions)
        + listed(resources("aws-us-gov", "123456789012"));
  }

  private static int listed(Collection<String> texts) {
    return texts.stream().mapToInt(text -> text.length() + 3).sum();
  }
}
