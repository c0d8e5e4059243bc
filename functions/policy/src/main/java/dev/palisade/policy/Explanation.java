package dev.palisade.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.core.control.Severity;
import dev.palisade.core.policy.Mode;
import dev.palisade.core.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy decides about a finding, and by which rules. What only the plan can tell (that a
 * change can't be undone, that something running would stop) is said beside it.
 *
 * @param decision what is done
 * @param because why, most decisive first
 * @param mode that counts
 * @param scope why it is an AI workload or not, in a few words
 * @param question who is asked and how, where somebody is; else null
 * @param ticket where its ticket would go
 * @param rules the lines of the policy that had a say, in the order of the file
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Explanation(
    String control,
    String resource,
    String account,
    Severity severity,
    Instant at,
    Verdict decision,
    List<String> because,
    Mode mode,
    String scope,
    @Nullable Asked question,
    Ticket ticket,
    List<Rule> rules) {

  /**
   * One line of the policy.
   *
   * @param line in the file; 0 for a default, which no line says
   * @param path {@code accounts.222222222222}
   * @param says what follows from it here
   */
  public record Rule(int line, String path, String says) {}

  /**
   * Who is asked, and until when.
   *
   * @param groups the groups that may decide
   * @param people who is in them
   * @param approvals how many different people must agree
   * @param excluded who may not: the person behind the change, or empty
   * @param remind after how long people are reminded
   * @param expire after how long nobody may decide any more
   * @param then what happens then: {@code ticket}, {@code enforce} or {@code leave}
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Asked(
      List<String> groups,
      List<String> people,
      int approvals,
      String excluded,
      Duration remind,
      Duration expire,
      String then) {}

  /**
   * Where a ticket goes.
   *
   * @param system in small letters, {@code none} for none
   * @param project where in it, or empty
   * @param owner who owns it, or empty
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Ticket(String system, String project, String owner) {}
}
