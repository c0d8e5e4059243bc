package dev.palisade.core.control;

import dev.palisade.core.resource.Facet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is said about a control besides its logic: EventBridge patterns, IAM statements, docs
 * page, notices and reports are generated from it.
 *
 * @param id {@code Service.Subject}; never reused
 * @param title what holds when all is well, one sentence without a full stop
 * @param why what an attacker or mistake gains from it, one or two sentences
 * @param breaks what may stop working when the fix is applied, for the person who decides
 * @param atSource the change to make where the resource is declared
 * @param severity of a finding
 * @param autonomy how far it goes by itself where policy says enforce
 * @param reads the facets its detection needs (tags excluded)
 * @param calls the calls its changes make
 * @param undoCalls the calls the inverses of its changes make
 * @param triggers the events that make it look; none where it is on demand
 * @param onDemand whether it looks only when a person names it: what it plans is no mending of a
 *     defect but a measure, such as a quarantine
 * @param standards ids of other catalogues for the same condition
 * @param defaults its settings with their default values
 * @param sources links to the AWS documents it rests on
 */
public record ControlSpec(
    String id,
    String title,
    String why,
    String breaks,
    AtSource atSource,
    Severity severity,
    Autonomy autonomy,
    Set<Facet> reads,
    Set<Call> calls,
    Set<Call> undoCalls,
    List<Trigger> triggers,
    boolean onDemand,
    Map<Standard, List<String>> standards,
    Settings defaults,
    List<String> sources) {

  /** Starts the spec of a control. */
  public static Builder control(String id) {
    return new Builder(id);
  }

  /** Collects a spec; {@link #build} refuses one that leaves out what every control must say. */
  public static final class Builder {
    private final String id;
    private String title = "";
    private String why = "";
    private String breaks = "";
    private AtSource atSource = AtSource.UNSAID;
    private Severity severity = Severity.MEDIUM;
    private Autonomy autonomy = Autonomy.APPROVE;
    private final Set<Facet> reads = new LinkedHashSet<>();
    private final Set<Call> calls = new LinkedHashSet<>();
    private final Set<Call> undoCalls = new LinkedHashSet<>();
    private final List<Trigger> triggers = new ArrayList<>();
    private boolean onDemand;
    private final Map<Standard, List<String>> standards = new EnumMap<>(Standard.class);
    private final Map<String, Object> defaults = new LinkedHashMap<>();
    private final List<String> sources = new ArrayList<>();

    private Builder(String id) {
      this.id = id;
    }

    /** What holds when all is well. */
    public Builder title(String text) {
      title = text;
      return this;
    }

    /** Why it matters. */
    public Builder why(String text) {
      why = text;
      return this;
    }

    /** What may stop working when the fix is applied. */
    public Builder breaks(String text) {
      breaks = text;
      return this;
    }

    /** The change to make where the resource is declared. */
    public Builder atSource(String terraform, String cloudFormation) {
      atSource = new AtSource(terraform, cloudFormation);
      return this;
    }

    /** How bad a finding is. */
    public Builder severity(Severity value) {
      severity = value;
      return this;
    }

    /** How far it goes by itself. */
    public Builder autonomy(Autonomy value) {
      autonomy = value;
      return this;
    }

    /** What its detection reads. */
    public Builder reads(Facet... facets) {
      reads.addAll(List.of(facets));
      return this;
    }

    /** What its changes call. */
    public Builder calls(Call... values) {
      calls.addAll(List.of(values));
      return this;
    }

    /** What the inverses of its changes call. */
    public Builder undoCalls(Call... values) {
      undoCalls.addAll(List.of(values));
      return this;
    }

    /** An event that makes it look. */
    public Builder trigger(Trigger trigger) {
      triggers.add(trigger);
      return this;
    }

    /** It looks only when a person names it, and asks before it changes anything. */
    public Builder onDemand() {
      onDemand = true;
      return autonomy(Autonomy.APPROVE);
    }

    /** Ids of another catalogue for the same condition. */
    public Builder standard(Standard standard, String... ids) {
      standards.merge(
          standard,
          List.of(ids),
          (a, b) -> {
            List<String> both = new ArrayList<>(a);
            both.addAll(b);
            return List.copyOf(both);
          });
      return this;
    }

    /** A setting with its default: text, whole number, boolean or list of texts. */
    public Builder setting(String name, Object value) {
      defaults.put(name, value);
      return this;
    }

    /** A document that the control rests on. */
    public Builder source(String url) {
      sources.add(url);
      return this;
    }

    /**
     * The finished spec.
     *
     * @throws IllegalStateException naming what is missing
     */
    public ControlSpec build() {
      if (title.isEmpty() || why.isEmpty() || sources.isEmpty()) {
        throw new IllegalStateException(id + " needs a title, a why and a source");
      }
      if (triggers.isEmpty() != onDemand) {
        throw new IllegalStateException(id + " needs either a trigger or to be on demand");
      }
      if (!atSource.isSaid()) {
        throw new IllegalStateException(id + " needs the change to make at its source");
      }
      return new ControlSpec(
          id,
          title,
          why,
          breaks,
          atSource,
          severity,
          autonomy,
          Set.copyOf(reads),
          Set.copyOf(calls),
          Set.copyOf(undoCalls),
          List.copyOf(triggers),
          onDemand,
          Map.copyOf(standards),
          new Settings(defaults),
          List.copyOf(sources));
    }
  }
}
