package dev.palisade.chatops.ingress;

import java.util.Set;

/**
 * The workspaces and organizations whose requests are taken.
 *
 * @param ids {@code T…} of a workspace or {@code E…} of an Enterprise organization
 */
record Workspaces(Set<String> ids) {

  Workspaces {
    ids = Set.copyOf(ids);
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("no workspace is allowed, so nothing could be taken");
    }
  }

  /** Whether a request comes from one of them. */
  boolean allow(String team, String enterprise) {
    return ids.contains(team) || ids.contains(enterprise);
  }

  /**
   * Whether a user, of a workspace that the request names, belongs here. A shared channel shows
   * people of other companies the same buttons.
   */
  boolean isHome(String userTeam, String team) {
    return userTeam.isEmpty() || userTeam.equals(team) || ids.contains(userTeam);
  }
}
