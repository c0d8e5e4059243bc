package dev.palisade.core.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What exemptions may be given.
 *
 * @param longest how long one may last at most; 90 days where left out
 * @param remindBefore how long before its end its owner is reminded; 7 days where left out
 * @param tags tags that exempt by themselves; a tag that is not named here exempts nothing
 */
public record ExemptionRules(
    @JsonDeserialize(using = Spans.Reader.class) @JsonSerialize(using = Spans.Writer.class)
        Duration longest,
    @JsonProperty("remind-before")
        @JsonDeserialize(using = Spans.Reader.class)
        @JsonSerialize(using = Spans.Writer.class)
        Duration remindBefore,
    List<TagRule> tags) {

  /** What holds where policy says nothing. */
  public static final ExemptionRules DEFAULT = new ExemptionRules(null, null, null);

  /** Fills in what the file leaves out. */
  public ExemptionRules(
      @Nullable Duration longest, @Nullable Duration remindBefore, @Nullable List<TagRule> tags) {
    this.longest = longest == null ? Duration.ofDays(90) : longest;
    this.remindBefore = remindBefore == null ? Duration.ofDays(7) : remindBefore;
    this.tags = tags == null ? List.of() : List.copyOf(tags);
  }

  /** The keys of all tags that exempt. */
  public Set<String> keys() {
    return tags.stream().map(TagRule::key).collect(Collectors.toSet());
  }

  /**
   * A tag that exempts its resource, if somebody set it who may. Who set it is known from
   * CloudTrail; where it isn't, the tag exempts nothing.
   *
   * @param tag {@code key=value} of the resource
   * @param setBy principals that may set it: ARNs of roles or users, with {@code *} for any text;
   *     nobody where left out
   * @param controls ids of the controls it exempts from, with {@code *} for any text; all where
   *     left out
   * @param accounts account ids in which it exempts; all where left out
   */
  public record TagRule(
      String tag,
      @JsonProperty("set-by") List<String> setBy,
      List<String> controls,
      List<String> accounts) {

    /** Fills in what the file leaves out. */
    public TagRule(
        @Nullable String tag,
        @Nullable List<String> setBy,
        @Nullable List<String> controls,
        @Nullable List<String> accounts) {
      this.tag = tag == null ? "" : tag;
      this.setBy = setBy == null ? List.of() : List.copyOf(setBy);
      this.controls = controls == null ? List.of() : List.copyOf(controls);
      this.accounts = accounts == null ? List.of() : List.copyOf(accounts);
    }

    /** The tag's key. */
    public String key() {
      int equals = tag.indexOf('=');
      return equals < 0 ? tag : tag.substring(0, equals);
    }

    /** Whether it is about a control's findings in an account. */
    public boolean isAbout(String control, String account) {
      return (controls.isEmpty() || Patterns.matchesAny(controls, control))
          && (accounts.isEmpty() || accounts.contains(account));
    }

    /** Whether a resource carries the tag. */
    public boolean isOn(Map<String, String> tagsOfResource) {
      int equals = tag.indexOf('=');
      return equals > 0 && tag.substring(equals + 1).equals(tagsOfResource.get(key()));
    }

    /**
     * Whether a principal may set it.
     *
     * @param principal ARN of the role behind a session, else of the caller; empty fits nothing
     */
    public boolean maySet(String principal) {
      return !principal.isEmpty() && Patterns.matchesAny(setBy, principal);
    }
  }
}
