package dev.palisade.core.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.palisade.core.control.Settings;
import dev.palisade.core.control.Severity;
import dev.palisade.core.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people decided, read from the policy file. Members that are left out have safe defaults;
 * unknown members are refused.
 *
 * @param version of the file's format, 1
 * @param mode for accounts and controls that name none
 * @param accounts mode by account id
 * @param controls mode by control id
 * @param scope what counts as an AI workload besides what is one by nature
 * @param people which principal is which person; the first match counts
 * @param untouchable principals that are never changed, as ARN patterns with {@code *}
 * @param critical tag {@code key=value} of resources for which a person is always asked
 * @param limits the brakes
 * @param settings of controls, by control id, over their defaults
 * @param units mode by id of an organizational unit; an account that is in none of the known units
 *     is asked about
 * @param unitAccounts ids of the accounts in each unit, directly or further below; the deployment
 *     fills it in from what {@code palisade:unit-accounts} says
 * @param roles who may see and who may operate
 * @param approvers groups of people who may decide; every group that fits a case may
 * @param approvals how long questions stand, by severity
 * @param exemptions what exemptions may be given
 * @param windows times in which Palisade goes only so far
 * @param tickets where tickets go
 */
public record Policy(
    int version,
    Mode mode,
    Map<String, Mode> accounts,
    Map<String, Mode> controls,
    ScopeRule scope,
    List<PersonRule> people,
    List<String> untouchable,
    String critical,
    Limits limits,
    Map<String, Map<String, Object>> settings,
    Map<String, Mode> units,
    @JsonProperty("unit-accounts") Map<String, List<String>> unitAccounts,
    RoleRules roles,
    List<ApproverGroup> approvers,
    Approvals approvals,
    ExemptionRules exemptions,
    List<Window> windows,
    TicketRules tickets) {

  /** Fills in what the file leaves out. */
  public Policy(
      int version,
      @Nullable Mode mode,
      @Nullable Map<String, Mode> accounts,
      @Nullable Map<String, Mode> controls,
      @Nullable ScopeRule scope,
      @Nullable List<PersonRule> people,
      @Nullable List<String> untouchable,
      @Nullable String critical,
      @Nullable Limits limits,
      @Nullable Map<String, Map<String, Object>> settings,
      @Nullable Map<String, Mode> units,
      @Nullable Map<String, List<String>> unitAccounts,
      @Nullable RoleRules roles,
      @Nullable List<ApproverGroup> approvers,
      @Nullable Approvals approvals,
      @Nullable ExemptionRules exemptions,
      @Nullable List<Window> windows,
      @Nullable TicketRules tickets) {
    this.version = version;
    this.mode = mode == null ? Mode.OBSERVE : mode;
    this.accounts = accounts == null ? Map.of() : Map.copyOf(accounts);
    this.controls = controls == null ? Map.of() : Map.copyOf(controls);
    this.scope = scope == null ? ScopeRule.DEFAULT : scope;
    this.people = people == null ? List.of() : List.copyOf(people);
    this.untouchable = untouchable == null ? List.of() : List.copyOf(untouchable);
    this.critical = critical == null ? "palisade:critical=true" : critical;
    this.limits = limits == null ? Limits.DEFAULT : limits;
    this.settings = settings == null ? Map.of() : Map.copyOf(settings);
    this.units = units == null ? Map.of() : Map.copyOf(units);
    this.unitAccounts = unitAccounts == null ? Map.of() : Map.copyOf(unitAccounts);
    this.roles = roles == null ? RoleRules.NOBODY : roles;
    this.approvers = approvers == null ? List.of() : List.copyOf(approvers);
    this.approvals = approvals == null ? Approvals.UNSAID : approvals;
    this.exemptions = exemptions == null ? ExemptionRules.DEFAULT : exemptions;
    this.windows = windows == null ? List.of() : List.copyOf(windows);
    this.tickets = tickets == null ? TicketRules.NONE : tickets;
  }

  /** A policy about what is changed, with the defaults for who is asked and told. */
  public Policy(
      int version,
      @Nullable Mode mode,
      @Nullable Map<String, Mode> accounts,
      @Nullable Map<String, Mode> controls,
      @Nullable ScopeRule scope,
      @Nullable List<PersonRule> people,
      @Nullable List<String> untouchable,
      @Nullable String critical,
      @Nullable Limits limits,
      @Nullable Map<String, Map<String, Object>> settings) {
    this(
        version,
        mode,
        accounts,
        controls,
        scope,
        people,
        untouchable,
        critical,
        limits,
        settings,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * Which resources Palisade acts on.
   *
   * @param act {@code ai} for AI workloads only, {@code all} for everything
   * @param workloadTag key of the tag that makes a resource part of an AI workload
   * @param resources ARN patterns with {@code *} that policy names as AI
   */
  public record ScopeRule(
      @Nullable String act,
      @JsonProperty("workload-tag") @Nullable String workloadTag,
      @Nullable List<String> resources) {

    static final ScopeRule DEFAULT = new ScopeRule("ai", "palisade:workload", List.of());

    /** Whether everything is acted on, AI or not. */
    public boolean everything() {
      return "all".equals(act);
    }

    /** The workload tag's key. */
    public String tag() {
      return workloadTag == null ? "palisade:workload" : workloadTag;
    }

    /** The ARN patterns that policy names. */
    public List<String> named() {
      return resources == null ? List.of() : resources;
    }
  }

  /**
   * Which person is behind a principal.
   *
   * @param principal pattern with {@code *} for the caller's ARN or its role's
   * @param person who it is; {@code {session}} stands for the role session's name, {@code {name}}
   *     for the last part of the caller's ARN
   */
  public record PersonRule(String principal, String person) {}

  /** How far Palisade may go for a control in an account at a time, and by which rules. */
  public ModeRuling modeRuling(String account, String control, Instant now) {
    return Modes.rule(this, account, control, now);
  }

  /**
   * The mode for a control in an account at a time: the most cautious of what is said for the
   * account, its units and the control, else the policy's own; and never more than an open window
   * lets.
   */
  public Mode modeFor(String account, String control, Instant now) {
    return modeRuling(account, control, now).mode();
  }

  /** The known units that an account is in, sorted. */
  public Set<String> unitsOf(String account) {
    Set<String> found = new TreeSet<>();
    unitAccounts.forEach((unit, accountsThere) -> {
      if (accountsThere.contains(account)) {
        found.add(unit);
      }
    });
    return found;
  }

  /** The groups that may decide on cases of an account and domain, in the order of the file. */
  public List<ApproverGroup> groupsFor(String account, String domain) {
    Set<String> unitsOfAccount = unitsOf(account);
    return approvers.stream()
        .filter(one -> one.decidesOn(account, unitsOfAccount, domain))
        .toList();
  }

  /**
   * Whether a person is in one of some groups.
   *
   * @param groups names of groups, as a question keeps them; a name that is gone lets nobody in
   */
  public boolean isApprover(String person, Collection<String> groups) {
    return approvers.stream().anyMatch(one -> groups.contains(one.group()) && one.has(person));
  }

  /** The most that a person may do; empty for somebody whom policy names nowhere. */
  public Optional<Role> roleOf(String person) {
    if (roles.operates(person)) {
      return Optional.of(Role.OPERATOR);
    }
    if (approvers.stream().anyMatch(one -> one.has(person))) {
      return Optional.of(Role.APPROVER);
    }
    return roles.sees(person) ? Optional.of(Role.VIEWER) : Optional.empty();
  }

  /** How long a question about a finding stands, and what happens then. */
  public Approvals.Deadline deadlineFor(Severity severity) {
    return approvals.deadline(severity, Duration.ofHours(limits.approvalHours()));
  }

  /** Where the ticket of a case goes, and who owns it. */
  public TicketRules.Filing filingFor(
      String account, String domain, Severity severity, Map<String, String> tags) {
    return tickets.filing(account, unitsOf(account), domain, severity, tags);
  }

  /** The settings of a control: policy's over the defaults. */
  public Settings settingsFor(String control, Settings defaults) {
    Map<String, Object> own = settings.get(control);
    return own == null ? defaults : defaults.overriddenBy(new Settings(own));
  }
}
