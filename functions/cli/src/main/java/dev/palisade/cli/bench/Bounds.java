package dev.palisade.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What S3.PublicAccess may cost at most, whatever else the account has. */
public final class Bounds {

  private static final Map<String, Integer> MOST = Map.of(Calls.HOLDS, 4, Calls.FIX, 8);

  private Bounds() {}

  /**
   * The bounds that are broken, each in a sentence.
   *
   * @param buckets calls beside ever more other buckets, of a warm function
   */
  public static List<String> broken(List<Calls> buckets) {
    List<String> broken = new ArrayList<>();
    Map<String, Integer> fewest = new TreeMap<>();
    for (Calls one : buckets) {
      int calls = one.total() + one.once();
      int most = MOST.getOrDefault(one.situation(), Integer.MAX_VALUE);
      String what = "%s, %s, beside %d other buckets: %d calls";
      String said = what.formatted(one.control(), one.situation(), one.others(), calls);
      if (calls > most) {
        broken.add(said + ", and at most " + most + " are allowed");
      }
      int before = fewest.merge(one.situation(), calls, Math::min);
      if (MOST.containsKey(one.situation()) && calls > before) {
        broken.add(said + ", and beside fewer it was " + before);
      }
    }
    return broken;
  }
}
