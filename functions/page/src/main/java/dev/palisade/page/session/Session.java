package dev.palisade.page.session;

import dev.palisade.core.people.Person;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody is signed in.
 *
 * @param person who
 * @param csrf what every form of this session carries, unknown to other sites
 * @param startedAt since when
 * @param seenAt when they last asked for something, to the minute
 */
public record Session(Person person, String csrf, Instant startedAt, Instant seenAt) {

  /** How long a session lasts, whatever happens. */
  public static final Duration LONGEST = Duration.ofHours(8);

  /** How long it lasts while nothing is asked for. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  /** When it ends if nothing is asked for any more. */
  public Instant endsAt() {
    Instant idle = seenAt.plus(IDLE);
    Instant last = startedAt.plus(LONGEST);
    return idle.isBefore(last) ? idle : last;
  }

  boolean holdsAt(Instant now) {
    return now.isBefore(endsAt());
  }
}
