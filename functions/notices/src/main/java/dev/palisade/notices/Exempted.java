package dev.palisade.notices;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.Hub.Wakeups;
import dev.palisade.core.people.Exemption;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.notice.SnsNotices;
import dev.palisade.platform.store.CaseBook;
import dev.palisade.platform.store.PeopleBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * What follows from an exemption: questions that it answers are judged again and end, its owner is
 * reminded, and when it is over the findings that it let stand are judged again.
 */
final class Exempted {

  /** A schedule's word that an exemption ends soon: {@code {"case": exemption id}}. */
  static final String ENDS_SOON = "Palisade Exemption Ends Soon";

  /** A schedule's word that an exemption is over. */
  static final String OVER = "Palisade Exemption Over";

  private final CaseBook cases;
  private final PeopleBook book;
  private final RequestSender sender;
  private final Wakeups wakeups;
  private final SnsNotices mail;
  private final InstantSource clock;

  Exempted(
      CaseBook cases,
      PeopleBook book,
      RequestSender sender,
      Wakeups wakeups,
      SnsNotices mail,
      InstantSource clock) {
    this.cases = cases;
    this.book = book;
    this.sender = sender;
    this.wakeups = wakeups;
    this.mail = mail;
    this.clock = clock;
  }

  /** An exemption was given, or given another end. */
  void written(Exemption exemption) {
    if (!exemption.until().isAfter(clock.instant())) {
      reopen(exemption);
      return;
    }
    wakeups.at(exemption.remindAt(), ENDS_SOON, exemption.id());
    wakeups.at(exemption.until(), OVER, exemption.id());
    cases.byState(CaseState.AWAITING_APPROVAL).stream()
        .filter(item -> mayCover(exemption, item))
        .forEach(this::judgeAgain);
  }

  // Tags are known only to whoever reads the resource: what may be covered is judged again.
  private static boolean mayCover(Exemption exemption, Case item) {
    Exemption.Match match = exemption.match();
    return new Exemption.Match(match.resource(), match.control(), match.account(), "")
        .covers(item.control(), item.resource(), Map.of());
  }

  /** A schedule came due. */
  void due(String word, String id) {
    book.exemption(id)
        .ifPresent(exemption -> {
          if (word.equals(OVER)) {
            over(exemption);
          } else if (exemption.holdsAt(clock.instant())) {
            mail.say(
                "Exemption " + id + " ends soon",
                "%s\nIt covers: %s\nGive it anew, or see to it that the finding is mended."
                    .formatted(exemption.why(), exemption.match()));
          }
        });
  }

  // It may have been given a later end since the schedule was made.
  private void over(Exemption exemption) {
    if (!exemption.until().isAfter(clock.instant())) {
      reopen(exemption);
    }
  }

  private void reopen(Exemption exemption) {
    List<Case> standing =
        cases.byState(CaseState.EXEMPT).stream()
            .filter(item -> item.reason().contains(exemption.id()))
            .toList();
    standing.forEach(this::judgeAgain);
  }

  private void judgeAgain(Case item) {
    String by = item.origin().person().isEmpty() ? "palisade" : item.origin().person();
    sender.judgeAgain(item, by);
  }
}
