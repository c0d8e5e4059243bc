package dev.palisade.notices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.platform.store.CaseBook;

/**
 * What the approval's execution asks people by: messages {@code {"case","token","reminder"}}. The
 * token is kept in the table, and nowhere else, and the execution waits.
 *
 * @param cases the case table
 * @param telling how people hear of it
 * @param approving where the execution goes on
 * @param exempted what follows from exemptions, whose schedules come in here, too
 */
record Asking(CaseBook cases, Telling telling, Approving approving, Exempted exempted) {

  /** Asks, or hands on what was decided meanwhile. */
  void ask(JsonNode task) {
    if (task.has("detail-type")) {
      exempted.due(task.path("detail-type").asText(), task.at("/detail/case").asText());
      return;
    }
    String id = task.path("case").asText();
    approving.asking(existing(id), task.path("token").asText());
    // Read after the token was kept: whoever decides from now on finds it, and who did before is
    // seen here.
    Case item = existing(id);
    if (!Stage.isOpenQuestion(item)) {
      approving.goOn(item);
    } else if (task.path("reminder").asBoolean()) {
      telling.remind(item);
    }
  }

  private Case existing(String id) {
    return cases.find(id).orElseThrow(() -> new IllegalStateException("there is no case " + id));
  }
}
