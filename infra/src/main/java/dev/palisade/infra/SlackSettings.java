package dev.palisade.infra;

import java.util.List;

/**
 * How Slack is talked to, from the context values {@code palisade:slack}, {@code
 * palisade:slack-api} and {@code palisade:slack-storm}.
 *
 * @param workspaces ids of workspaces ({@code T…}) or Enterprise organizations ({@code E…}) whose
 *     requests are taken; empty where Slack is not wanted
 * @param api where its methods are called; another address only where a stand-in answers
 * @param storm how many cases a minute and channel have a message each; beyond it is a digest
 */
public record SlackSettings(List<String> workspaces, String api, int storm) {

  /** Slack itself. */
  public static final String API = "https://slack.com/api/";

  public SlackSettings {
    workspaces = List.copyOf(workspaces);
    workspaces.stream()
        .filter(id -> !id.matches("[TE][A-Z0-9]{2,20}"))
        .findFirst()
        .ifPresent(id -> {
          throw new IllegalArgumentException("palisade:slack is no workspace id (T…, E…): " + id);
        });
    if (storm < 1) {
      throw new IllegalArgumentException("palisade:slack-storm must be at least 1");
    }
  }

  /** Whether Slack is deployed at all. */
  public boolean isWanted() {
    return !workspaces.isEmpty();
  }
}
