package dev.palisade.core.policy;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.palisade.core.control.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where tickets go, and who owns them.
 *
 * @param standard the system for cases that no rule names, {@code default} in the file; {@code
 *     none} where left out
 * @param project where in that system: a project's key, a repository, an assignment group
 * @param owner who owns a ticket where neither a tag nor a rule says so
 * @param ownerTags keys of tags whose value is the owner, the first that a resource has counts
 * @param rules the first that fits counts
 */
public record TicketRules(
    @JsonProperty("default") System standard,
    String project,
    String owner,
    @JsonProperty("owner-tags") List<String> ownerTags,
    List<Rule> rules) {

  /** What holds where policy says nothing: no tickets. */
  public static final TicketRules NONE = new TicketRules(null, null, null, null, null);

  /** Fills in what the file leaves out. */
  public TicketRules(
      @Nullable System standard,
      @Nullable String project,
      @Nullable String owner,
      @Nullable List<String> ownerTags,
      @Nullable List<Rule> rules) {
    this.standard = standard == null ? System.NONE : standard;
    this.project = project == null ? "" : project;
    this.owner = owner == null ? "" : owner;
    this.ownerTags =
        ownerTags == null ? List.of("palisade:owner", "owner") : List.copyOf(ownerTags);
    this.rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /** A system that tickets are kept in. */
  public enum System {
    /** Atlassian Jira. */
    @JsonAlias("jira")
    JIRA,
    /** ServiceNow. */
    @JsonAlias("servicenow")
    SERVICENOW,
    /** GitHub Issues. */
    @JsonAlias("github")
    GITHUB,
    /** OpsItems of AWS Systems Manager in the hub account. */
    @JsonAlias("opsitems")
    OPSITEMS,
    /** No tickets. */
    @JsonAlias("none")
    NONE
  }

  /**
   * Where the tickets of some cases go.
   *
   * @param accounts account ids; with {@code units} left out too, all
   * @param units ids of organizational units
   * @param domains domains; all where left out
   * @param severities severities; all where left out
   * @param system the system
   * @param project where in it; the policy's own where left out and the system is the same
   * @param owner who owns these tickets where no tag says so
   */
  public record Rule(
      List<String> accounts,
      List<String> units,
      List<String> domains,
      List<Severity> severities,
      System system,
      String project,
      String owner) {

    /** Fills in what the file leaves out. */
    public Rule(
        @Nullable List<String> accounts,
        @Nullable List<String> units,
        @Nullable List<String> domains,
        @Nullable List<Severity> severities,
        @Nullable System system,
        @Nullable String project,
        @Nullable String owner) {
      this.accounts = accounts == null ? List.of() : List.copyOf(accounts);
      this.units = units == null ? List.of() : List.copyOf(units);
      this.domains = domains == null ? List.of() : List.copyOf(domains);
      this.severities = severities == null ? List.of() : List.copyOf(severities);
      this.system = system == null ? System.NONE : system;
      this.project = project == null ? "" : project;
      this.owner = owner == null ? "" : owner;
    }

    /** Whether it is about a case. */
    public boolean isAbout(
        String account, Collection<String> unitsOfAccount, String domain, Severity severity) {
      return Place.fits(accounts, units, account, unitsOfAccount)
          && (domains.isEmpty() || domains.contains(domain))
          && (severities.isEmpty() || severities.contains(severity));
    }
  }

  /**
   * Where one case's ticket goes.
   *
   * @param system the system; {@code NONE} for no ticket
   * @param project where in it, or empty
   * @param owner who owns it, or empty
   * @param rule index of the rule that said so, -1 where none fits
   */
  public record Filing(System system, String project, String owner, int rule) {}

  /** Where a case's ticket goes. */
  Filing filing(
      String account,
      Collection<String> unitsOfAccount,
      String domain,
      Severity severity,
      Map<String, String> tags) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.isAbout(account, unitsOfAccount, domain, severity)) {
        String place =
            rule.project().isEmpty() && rule.system() == standard ? project : rule.project();
        return new Filing(rule.system(), place, owner(tags, rule.owner()), i);
      }
    }
    return new Filing(standard, project, owner(tags, ""), -1);
  }

  private String owner(Map<String, String> tags, String ofRule) {
    return Stream.concat(ownerTags.stream().map(tags::get), Stream.of(ofRule, owner))
        .filter(Objects::nonNull)
        .filter(one -> !one.isBlank())
        .findFirst()
        .orElse("");
  }
}
