package dev.palisade.core.control;

import dev.palisade.core.resource.Facet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the roles in a governed account may do, from the calls that controls and facets declare: the
 * remediation role reads and fixes, the restore role reads and undoes, the inspection role reads
 * and lists.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM
 *     quotas</a>
 */
public final class Statements {

  /** Most characters of all inline policies of a role together. */
  public static final int INLINE_LIMIT = 10_240;

  /** Most characters of a managed policy. */
  public static final int MANAGED_LIMIT = 6_144;

  private static final int FRAME = "{\"Version\":\"2012-10-17\",\"Statement\":[]}".length();

  /** What proves that a governed account sends its events: its trails, and the rules to the hub. */
  private static final Set<Call> PROOF =
      Set.of(
          Call.of("cloudtrail:DescribeTrails", "*"),
          Call.of("cloudtrail:GetTrailStatus", "arn:{partition}:cloudtrail:*:*:trail/*"),
          // The event history is no resource, so its reading can't be narrowed.
          Call.of("cloudtrail:LookupEvents", "*"),
          Call.of("events:ListRuleNamesByTarget", "*"));

  private Statements() {}

  /** The remediation role of a domain: its reads and lists, and the calls of its fixes. */
  public static List<Statement> remediation(Domain domain) {
    return merged(
        Stream.of(reads(domain), lists(domain), domain.specs().flatMap(s -> s.calls().stream()))
            .flatMap(calls -> calls));
  }

  private static Stream<Call> lists(Domain domain) {
    return Stream.concat(
        domain.kinds().stream().flatMap(kind -> kind.listCalls().stream()),
        domain.watchCalls().stream());
  }

  /** The restore role of a domain: reads of the kinds that can be undone, and the undo calls. */
  public static List<Statement> restore(Domain domain) {
    return merged(
        domain.kinds().stream()
            .filter(kind -> undoCalls(kind).findAny().isPresent())
            .flatMap(kind -> Stream.concat(reads(kind), undoCalls(kind))));
  }

  /** The inspection role: reads and lists of all domains, and what {@code doctor} looks at. */
  public static List<Statement> inspection(Collection<Domain> domains) {
    return merged(
        Stream.concat(
            PROOF.stream(),
            domains.stream().flatMap(domain -> Stream.concat(reads(domain), lists(domain)))));
  }

  /** The calls of a domain that change something, by a fix or by its undo. */
  public static Set<Call> writes(Domain domain) {
    Set<Call> calls = new LinkedHashSet<>();
    domain
        .specs()
        .forEach(spec -> {
          calls.addAll(spec.calls());
          calls.addAll(spec.undoCalls());
        });
    return calls;
  }

  /** One statement per set of resource patterns, in a fixed order. */
  public static List<Statement> merged(Stream<Call> calls) {
    SortedMap<String, SortedSet<String>> resourcesOf = new TreeMap<>();
    calls.forEach(call ->
        resourcesOf.computeIfAbsent(call.action(), any -> new TreeSet<>()).add(call.resources()));
    // "*" already says all that a narrower pattern beside it says.
    resourcesOf.replaceAll(
        (action, resources) -> resources.contains("*") ? new TreeSet<>(Set.of("*")) : resources);
    SortedMap<String, Statement> byResources = new TreeMap<>();
    resourcesOf.forEach((action, resources) ->
        byResources
            .computeIfAbsent(
                String.join(" ", resources), any -> new Statement(new TreeSet<>(), resources))
            .actions()
            .add(action));
    return List.copyOf(byResources.values());
  }

  /** How many characters a policy of these statements takes. */
  public static int length(Collection<Statement> statements) {
    return FRAME + statements.stream().mapToInt(Statement::length).sum();
  }

  /**
   * The statements in as many policies as are needed to keep each within a limit, in order.
   *
   * @throws IllegalArgumentException if the resources of one statement alone exceed the limit
   */
  public static List<List<Statement>> split(List<Statement> statements, int limit) {
    List<List<Statement>> policies = new ArrayList<>();
    List<Statement> open = new ArrayList<>();
    for (Statement statement : statements) {
      for (Statement part : parts(statement, limit)) {
        open.add(part);
        if (length(open) > limit) {
          open.removeLast();
          policies.add(List.copyOf(open));
          open = new ArrayList<>(List.of(part));
        }
      }
    }
    policies.add(List.copyOf(open));
    return policies;
  }

  private static List<Statement> parts(Statement statement, int limit) {
    if (length(List.of(statement)) <= limit) {
      return List.of(statement);
    }
    List<String> actions = List.copyOf(statement.actions());
    if (actions.size() == 1) {
      throw new IllegalArgumentException(actions + " names too many resources for one policy");
    }
    int middle = actions.size() / 2;
    return Stream.of(actions.subList(0, middle), actions.subList(middle, actions.size()))
        .map(half -> new Statement(new TreeSet<>(half), statement.resources()))
        .flatMap(half -> parts(half, limit).stream())
        .toList();
  }

  private static Stream<Call> reads(Domain domain) {
    return domain.kinds().stream().flatMap(Statements::reads);
  }

  private static Stream<Call> reads(ResourceKind<?, ?> kind) {
    Set<Facet> facets = new LinkedHashSet<>(kind.baselineFacets());
    facets.add(kind.tagsFacet());
    kind.controls().forEach(control -> facets.addAll(control.spec().reads()));
    return facets.stream().flatMap(facet -> facet.calls().stream());
  }

  private static Stream<Call> undoCalls(ResourceKind<?, ?> kind) {
    return kind.controls().stream().flatMap(control -> control.spec().undoCalls().stream());
  }
}
