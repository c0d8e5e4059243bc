package dev.palisade.e2e;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What Palisade's roles changed in the member accounts, counted at the endpoint. */
final class Writes {

  private static final Pattern READ =
      Pattern.compile(".*:(Get|List|Describe|Head|AssumeRole|BatchGet|Lookup).*");

  private Writes() {}

  /** Calls so far of Palisade's roles that are no reads, by role and operation. */
  static Map<String, Long> of(LocalSystem system) {
    Map<String, Long> writes = new TreeMap<>(system.calls(LocalSystem.OTHER));
    writes.keySet().removeIf(key -> !key.startsWith("palisade-") || READ.matcher(key).matches());
    return writes;
  }

  /** How many there were. */
  static long count(LocalSystem system) {
    return of(system).values().stream().mapToLong(Long::longValue).sum();
  }
}
