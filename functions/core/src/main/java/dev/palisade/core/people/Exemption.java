package dev.palisade.core.people;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.palisade.core.policy.Patterns;
import dev.palisade.core.resource.ResourceRef;
import java.time.Instant;
import java.util.Map;

/**
 * A person's time-limited, reasoned permission for findings to stand.
 *
 * @param id {@code x-} and ten letters
 * @param match what it covers
 * @param reason why, never empty
 * @param owner who answers for it
 * @param by who gave it
 * @param from since when
 * @param until when it ends
 * @param caseId the case it was given for, or empty
 * @param remindAt when the owner is reminded
 */
public record Exemption(
    String id,
    Match match,
    String reason,
    String owner,
    String by,
    Instant from,
    Instant until,
    String caseId,
    Instant remindAt) {

  /** Whether it is in force at a time. */
  public boolean holdsAt(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }

  /** Why a finding may stand, in a sentence. */
  public String why() {
    return "exempt until %s by %s, owner %s: %s (%s)".formatted(until, by, owner, reason, id);
  }

  /**
   * What an exemption covers: all that is named must fit; what is left empty fits everything, but
   * something must be named besides the control.
   *
   * @param resource ARN, with {@code *} for any text; empty for any
   * @param control id of a control, with {@code *} for any text; empty for any
   * @param account account id; empty for any
   * @param tag {@code key=value} of the resource; empty for any
   */
  public record Match(String resource, String control, String account, String tag) {

    /** Whether a control's finding about a resource is covered. */
    public boolean covers(String controlId, ResourceRef ref, Map<String, String> tags) {
      return fits(control, controlId)
          && fits(resource, ref.arn())
          && (account.isEmpty() || account.equals(ref.account()))
          && (tag.isEmpty() || isTagged(tags));
    }

    /** Whether it names something to be narrow enough: a resource, an account or a tag. */
    @JsonIgnore
    public boolean isBounded() {
      return !account.isEmpty() || !tag.isEmpty() || (!resource.isEmpty() && !resource.equals("*"));
    }

    private boolean isTagged(Map<String, String> tags) {
      int equals = tag.indexOf('=');
      return equals > 0 && tag.substring(equals + 1).equals(tags.get(tag.substring(0, equals)));
    }

    private static boolean fits(String pattern, String text) {
      return pattern.isEmpty() || Patterns.matches(pattern, text);
    }
  }
}
