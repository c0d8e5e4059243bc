package dev.palisade.core.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.audit.AuditEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.Limits;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.scope.AiScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The case table in memory, with the conditions of the real one. Everything is kept as JSON, so
 * that what can't be read back fails here too.
 */
final class InMemoryCaseStore implements CaseStore {

  private final Map<String, String> cases = new HashMap<>();
  private final Map<String, Map<String, String>> places = new HashMap<>();
  private final Map<String, String> ends = new HashMap<>();
  private final Map<String, JsonNode> baselines = new HashMap<>();
  private final Map<String, AiScope> scopes = new HashMap<>();
  private final Map<String, Map<String, TagSetter>> setters = new HashMap<>();
  private final Map<String, Integer> rates = new HashMap<>();
  final List<Exemption> exemptions = new ArrayList<>();
  private @Nullable List<Exemption> known;
  private @Nullable Freeze freeze;
  private int backlog = Integer.MAX_VALUE;
  private int contend;

  @Override
  public synchronized Standing standing(ResourceRef ref) {
    Map<String, Standing.OfControl> controls = new HashMap<>();
    places
        .getOrDefault(ref.arn(), Map.of())
        .forEach((id, json) -> controls.put(id, read(json, Standing.OfControl.class)));
    return new Standing(
        controls,
        baselines.get(ref.arn()),
        scopes.getOrDefault(ref.arn(), AiScope.OUTSIDE),
        setters.getOrDefault(ref.arn(), Map.of()));
  }

  @Override
  public synchronized Optional<Case> find(String id) {
    return Optional.ofNullable(cases.get(id)).map(json -> read(json, Case.class));
  }

  @Override
  public synchronized List<Exemption> exemptions() {
    known = List.copyOf(exemptions);
    return known;
  }

  @Override
  public synchronized List<Exemption> knownExemptions() {
    return known == null ? exemptions() : known;
  }

  @Override
  public synchronized Optional<Freeze> freeze() {
    return Optional.ofNullable(freeze);
  }

  @Override
  public synchronized Admission begin(Write write, Limits limits, Instant now) {
    if (freeze != null) {
      return Admission.FROZEN;
    }
    check(write);
    if (known != null && !known.equals(exemptions)) {
      known = null;
      throw new ExemptionsChangedException();
    }
    if (write.next().lease() == null) {
      throw new IllegalArgumentException("a case begins with a lease");
    }
    String hour = now.truncatedTo(ChronoUnit.HOURS).toString();
    String account = write.next().resource().account() + hour;
    String control = write.next().control() + hour;
    if (rates.getOrDefault(account, 0) >= limits.writesPerAccount()) {
      return Admission.ACCOUNT_LIMIT;
    }
    if (rates.getOrDefault(control, 0) >= limits.writesPerControl()) {
      return Admission.CONTROL_LIMIT;
    }
    if (backlog == 0) {
      return Admission.BACKLOG;
    }
    backlog--;
    rates.merge(account, 1, Integer::sum);
    rates.merge(control, 1, Integer::sum);
    put(write);
    return Admission.ADMITTED;
  }

  @Override
  public synchronized void save(Write write) {
    check(write);
    put(write);
  }

  private void check(Write write) {
    if (contend > 0) {
      contend--;
      throw new ContendedException("as the test wants it");
    }
    Case next = write.next();
    boolean newer = find(next.id()).map(one -> one.version() < next.version()).orElse(true);
    long found = standing(next.resource()).of(next.control()).version();
    if (!newer || found != write.standing().version()) {
      throw new ContendedException("case " + next.id() + " was written by another");
    }
    if (!AuditEntry.isWhole(next.trail())) {
      throw new IllegalStateException("the trail of " + next.id() + " is broken");
    }
  }

  private void put(Write write) {
    Case next = write.next();
    cases.put(next.id(), json(next));
    places
        .computeIfAbsent(next.resource().arn(), key -> new HashMap<>())
        .put(next.control(), json(write.standing().written()));
    if (write.event() != null) {
      ended(write.event());
    }
    if (write.baseline() != null) {
      keepBaseline(next.resource(), write.baseline());
    }
  }

  @Override
  public synchronized void ended(EventEnd end) {
    EventEnd all = end(end.happening()).map(before -> before.and(end)).orElse(end);
    ends.put(end.happening(), json(all));
  }

  @Override
  public synchronized void keepBaseline(ResourceRef ref, JsonNode state) {
    baselines.put(ref.arn(), state);
  }

  @Override
  public synchronized void noteTag(ResourceRef ref, TagSetter setter) {
    setters
        .computeIfAbsent(ref.arn(), key -> new HashMap<>())
        .merge(
            setter.key(),
            setter,
            (before, next) -> next.at().isBefore(before.at()) ? before : next);
  }

  synchronized Optional<EventEnd> end(String happening) {
    return Optional.ofNullable(ends.get(happening)).map(json -> read(json, EventEnd.class));
  }

  synchronized List<Case> cases() {
    return cases.values().stream().map(json -> read(json, Case.class)).toList();
  }

  synchronized void freezeBy(@Nullable String who) {
    freeze = who == null ? null : new Freeze(who, "drill", Instant.EPOCH);
  }

  /** How many more cases the backlog guard lets through. */
  synchronized void backlog(int left) {
    backlog = left;
  }

  /** The next writes come second. */
  synchronized void contend(int times) {
    contend = times;
  }

  synchronized void scope(ResourceRef ref, AiScope scope) {
    scopes.put(ref.arn(), scope);
  }

  private static String json(Object value) {
    try {
      return Codec.plain().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return Codec.plain().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
