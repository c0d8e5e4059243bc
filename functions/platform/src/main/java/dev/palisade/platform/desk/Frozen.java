package dev.palisade.platform.desk;

import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore.Admission;
import dev.palisade.core.engine.Requests;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.platform.bus.RequestSender;
import java.util.Map;

/** Cases that a freeze kept from going on. */
final class Frozen {

  private Frozen() {}

  /** Whether a case waits for nothing but the end of a freeze. */
  static boolean waits(Case item) {
    return item.reason().equals(Admission.FROZEN.why()) || item.isApproved();
  }

  /** Asks for it again: what was approved goes on, what policy enforces is judged anew. */
  static void goOn(Case item, RequestSender sender, String by) {
    if (item.isApproved()) {
      sender.send(
          PalisadeEvents.REQUEST,
          Requests.DECISION,
          Map.of(PalisadeEvents.DOMAIN, item.domain(), "case", item.id()));
      return;
    }
    sender.judgeAgain(item, by);
  }
}
