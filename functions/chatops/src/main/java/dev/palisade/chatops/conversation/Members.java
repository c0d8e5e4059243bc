package dev.palisade.chatops.conversation;

import com.slack.api.model.User;
import dev.palisade.core.people.Person;
import dev.palisade.core.people.Person.Via;
import dev.palisade.core.people.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who a Slack user is: the person of the workspace's confirmed e-mail address. Whoever is not a
 * full member of an allowed workspace is nobody.
 */
final class Members {

  /** Short, so that somebody who has left is nobody soon. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final int MOST_KEPT = 1_000;

  private final Chat chat;
  private final Set<String> workspaces;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Members(Chat chat, Set<String> workspaces, InstantSource clock) {
    this.chat = chat;
    this.workspaces = Set.copyOf(workspaces);
    this.clock = clock;
  }

  private record Known(User user, Instant until) {}

  /**
   * The person behind a user.
   *
   * @throws RefusedException if it is nobody who could be asked
   */
  Person person(String id) {
    User user = user(id);
    objection(user)
        .ifPresent(reason -> {
          throw new RefusedException(reason);
        });
    return new Person(user.getProfile().getEmail().toLowerCase(Locale.ROOT), Via.SLACK, id);
  }

  private User user(String id) {
    Instant now = clock.instant();
    Known entry = known.get(id);
    if (entry != null && now.isBefore(entry.until())) {
      return entry.user();
    }
    if (known.size() >= MOST_KEPT) {
      known.clear();
    }
    User user = asked(id);
    known.put(id, new Known(user, now.plus(KEPT)));
    return user;
  }

  private User asked(String id) {
    try {
      return chat.user(id);
    } catch (ChatException e) {
      if (e.kind() == ChatException.Kind.NOBODY) {
        throw new RefusedException("this workspace does not know you");
      }
      throw e;
    }
  }

  private Optional<String> objection(User user) {
    if (user.isDeleted()) {
      return Optional.of("your account in this workspace is deactivated");
    }
    if (user.isBot() || user.isAppUser() || user.isWorkflowBot() || user.isConnectorBot()) {
      return Optional.of("apps and bots can't decide");
    }
    if (user.isRestricted() || user.isUltraRestricted()) {
      return Optional.of("guests can't decide; ask a full member of the workspace");
    }
    if (user.isStranger() || !isHome(user)) {
      return Optional.of("you belong to another workspace; ask somebody of this one");
    }
    String email = user.getProfile() == null ? null : user.getProfile().getEmail();
    if (email == null || email.isBlank()) {
      return Optional.of("Slack tells no e-mail address of yours, so policy can't know you");
    }
    if (!user.isEmailConfirmed()) {
      return Optional.of("your e-mail address is not confirmed in Slack");
    }
    return Optional.empty();
  }

  private boolean isHome(User user) {
    User.EnterpriseUser enterprise = user.getEnterpriseUser();
    return (user.getTeamId() != null && workspaces.contains(user.getTeamId()))
        || (enterprise != null
            && enterprise.getEnterpriseId() != null
            && workspaces.contains(enterprise.getEnterpriseId()));
  }
}
