package dev.palisade.cli.demo;

import dev.palisade.core.cases.Case;

/** Where people decide beside the command line: Slack, the page. */
public interface Surface {

  /** Whether a case can be decided on there by now. */
  boolean shows(Case item);

  /** Somebody says yes to a case there, and it is told what they saw and did. */
  void approve(Case item);
}
