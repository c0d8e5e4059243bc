package dev.palisade.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a file, with the places in it. */
final class Complaints {

  private final PolicyText text;
  private final List<Complaint> found;

  Complaints(PolicyText text) {
    this.text = text;
    this.found = new ArrayList<>(text.complaints());
  }

  PolicyText text() {
    return text;
  }

  /** Something for which the policy is refused, about the member at a pointer. */
  void error(String pointer, String message) {
    add(Complaint.Level.ERROR, pointer, message);
  }

  /** Something that is hardly meant. */
  void warning(String pointer, String message) {
    add(Complaint.Level.WARNING, pointer, message);
  }

  private void add(Complaint.Level level, String pointer, String message) {
    PolicyText.Spot spot = text.spot(pointer);
    found.add(new Complaint(level, spot.line(), spot.column(), PolicyText.path(pointer), message));
  }

  boolean hasErrors() {
    return found.stream().anyMatch(Complaint::isError);
  }

  /** In the order of the file. */
  List<Complaint> sorted() {
    return found.stream()
        .sorted(
            Comparator.comparingInt(Complaint::line)
                .thenComparingInt(Complaint::column)
                .thenComparing(Complaint::message))
        .distinct()
        .toList();
  }
}
