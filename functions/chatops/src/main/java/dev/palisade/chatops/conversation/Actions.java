package dev.palisade.chatops.conversation;

/** Ids of buttons and forms. */
final class Actions {

  static final String APPROVE = "palisade.approve";
  static final String DENY = "palisade.deny";
  static final String EXEMPT = "palisade.exempt";
  static final String TICKET = "palisade.ticket";
  static final String DETAILS = "palisade.details";
  static final String UNDO = "palisade.undo";
  static final String UNDO_FORCED = "palisade.undo-forced";
  static final String UNDO_ALL = "palisade.undo-all";
  static final String SHOW = "palisade.show";

  private Actions() {}
}
