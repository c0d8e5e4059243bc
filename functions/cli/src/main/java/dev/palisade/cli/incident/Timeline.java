package dev.palisade.cli.incident;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Moments from several records in one order. */
final class Timeline {

  private Timeline() {}

  /**
   * All moments, oldest first; one that several records tell of once, as the nearest tells it. The
   * order of the parts, and within them, makes no difference.
   */
  static List<Moment> merge(Collection<? extends Collection<Moment>> parts) {
    TreeMap<String, Moment> once = new TreeMap<>();
    for (Collection<Moment> part : parts) {
      for (Moment moment : part) {
        once.merge(moment.kind() + " " + moment.id(), moment, Timeline::nearer);
      }
    }
    return once.values().stream().sorted(Moment.ORDER).toList();
  }

  private static Moment nearer(Moment one, Moment other) {
    int near = one.near().compareTo(other.near());
    if (near != 0) {
      return near < 0 ? one : other;
    }
    return Moment.ORDER.compare(one, other) <= 0 ? one : other;
  }
}
