package dev.palisade.page;

/** Names of the environment variables that only the page's function has. */
public final class PageVariables {

  /** Name of the table of sessions. */
  public static final String SESSIONS = "PALISADE_PAGE_SESSIONS";

  private PageVariables() {}
}
