package dev.palisade.core.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.palisade.core.control.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    Map<String, Map<String, Object>> settings) {

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
      @Nullable Map<String, Map<String, Object>> settings) {
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

  /**
   * The mode for a control in an account: the more cautious of what is said for each, else the
   * policy's own.
   */
  public Mode modeFor(String account, String control) {
    return Stream.of(accounts.get(account), controls.get(control))
        .filter(one -> one != null)
        .reduce(Mode::and)
        .orElse(mode);
  }

  /** The settings of a control: policy's over the defaults. */
  public Settings settingsFor(String control, Settings defaults) {
    Map<String, Object> own = settings.get(control);
    return own == null ? defaults : defaults.overriddenBy(new Settings(own));
  }
}
