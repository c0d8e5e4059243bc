package dev.palisade.edge.firewall;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.edge.firewall.Firewall.AddressSet;
import dev.palisade.edge.firewall.FirewallChange.AddAddress;
import dev.palisade.edge.firewall.FirewallChange.RemoveAddress;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.GetIpSetResponse;
import software.amazon.awssdk.services.wafv2.model.ListWebAcLsResponse;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.Tag;
import software.amazon.awssdk.services.wafv2.model.WafOptimisticLockException;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/** Reads web ACLs and changes IP sets through WAF. */
public final class WafFirewallGateway implements Gateway<Firewall, FirewallChange> {

  private static final String ABSENT = "WAFNonexistentItemException";
  private static final String HOME = "us-east-1";
  private static final int TRIES = 5;

  private final AwsSession session;
  private final Wafv2Client waf;

  /** A gateway for one account and region. */
  public WafFirewallGateway(AwsSession session) {
    this.session = session;
    this.waf = session.client(Wafv2Client.builder());
  }

  /** What an ARN says: where the thing lives, what it is, and both of its names. */
  private record Id(Scope scope, String kind, String name, String id) {

    private static final Pattern FORM =
        Pattern.compile("(regional|global)/(webacl|ipset)/([^/]+)/([^/]+)");

    static Optional<Id> of(String text) {
      Matcher match = FORM.matcher(text);
      return match.matches()
          ? Optional.of(
              new Id(
                  match.group(1).equals("global") ? Scope.CLOUDFRONT : Scope.REGIONAL,
                  match.group(2),
                  match.group(3),
                  match.group(4)))
          : Optional.empty();
    }

    static Optional<Id> ofArn(String arn) {
      return of(arn.substring(arn.lastIndexOf(':') + 1));
    }
  }

  @Override
  public Firewall read(ResourceRef ref, Set<Facet> facets) {
    Optional<Id> id = Id.of(ref.id());
    if (id.isEmpty()) {
      return Firewall.ABSENT;
    }
    Firewall firewall = new Firewall(true, null, Map.of());
    if (facets.contains(FirewallFacet.SETS)) {
      Optional<List<AddressSet>> sets =
          id.get().kind().equals("webacl") ? setsOf(ref, id.get()) : set(ref, id.get());
      if (sets.isEmpty()) {
        return Firewall.ABSENT;
      }
      firewall = new Firewall(true, sets.get(), Map.of());
    }
    return facets.contains(FirewallFacet.TAGS)
        ? tags(ref).map(firewall::withTags).orElse(Firewall.ABSENT)
        : firewall;
  }

  private Optional<List<AddressSet>> setsOf(ResourceRef ref, Id acl) {
    return webAcl(ref, acl)
        .map(found -> {
          List<AddressSet> sets = new ArrayList<>();
          blocking(found.rules())
              .forEach((arn, blocks) ->
                  Id.ofArn(arn)
                      .flatMap(id -> ipSet(ref, id).map(answer -> set(answer, blocks)))
                      .ifPresent(sets::add));
          return sets;
        });
  }

  // An IP set does not say who refers to it: the web ACLs of its scope are asked.
  private Optional<List<AddressSet>> set(ResourceRef ref, Id id) {
    return ipSet(ref, id)
        .map(answer -> {
          boolean blocks =
              summaries(id.scope())
                  .flatMap(summary -> Id.ofArn(summary.arn()).stream())
                  .flatMap(acl -> webAcl(ref, acl).stream())
                  .anyMatch(acl -> blocking(acl.rules()).getOrDefault(answer.ipSet().arn(), false));
          return List.of(set(answer, blocks));
        });
  }

  private static AddressSet set(GetIpSetResponse answer, boolean blocks) {
    return new AddressSet(
        answer.ipSet().name(),
        answer.ipSet().id(),
        answer.ipSet().ipAddressVersionAsString(),
        answer.ipSet().addresses(),
        blocks);
  }

  private Optional<WebACL> webAcl(ResourceRef ref, Id acl) {
    return AwsCall.find(
        ref,
        "GetWebACL",
        () -> waf.getWebACL(r -> r.scope(acl.scope()).name(acl.name()).id(acl.id())).webACL(),
        ABSENT);
  }

  private Optional<GetIpSetResponse> ipSet(ResourceRef ref, Id set) {
    return AwsCall.find(
        ref,
        "GetIPSet",
        () -> waf.getIPSet(r -> r.scope(set.scope()).name(set.name()).id(set.id())),
        ABSENT);
  }

  /** The IP sets that rules refer to, by ARN: whether a rule blocks all that come from one. */
  private static Map<String, Boolean> blocking(List<Rule> rules) {
    Map<String, Boolean> found = new TreeMap<>();
    for (Rule rule : rules) {
      boolean blocks = rule.action() != null && rule.action().block() != null;
      whole(rule.statement()).forEach(arn -> found.merge(arn, blocks, Boolean::logicalOr));
    }
    return found;
  }

  // Within "and" and "not" an IP set is only a part of the condition.
  private static Stream<String> whole(@Nullable Statement statement) {
    if (statement == null) {
      return Stream.empty();
    }
    if (statement.ipSetReferenceStatement() != null) {
      return Stream.of(statement.ipSetReferenceStatement().arn());
    }
    return statement.orStatement() == null
        ? Stream.empty()
        : statement.orStatement().statements().stream().flatMap(WafFirewallGateway::whole);
  }

  private Optional<Map<String, String>> tags(ResourceRef ref) {
    return AwsCall.find(
        ref,
        "ListTagsForResource",
        () ->
            waf
                .listTagsForResource(r -> r.resourceARN(ref.arn()))
                .tagInfoForResource()
                .tagList()
                .stream()
                .collect(Collectors.toMap(Tag::key, Tag::value)),
        ABSENT);
  }

  @Override
  public void execute(ResourceRef ref, FirewallChange change) {
    Scope scope = Id.of(ref.id()).orElseThrow().scope();
    Id set = new Id(scope, "ipset", change.set(), change.setId());
    AwsCall.on(
        ref,
        change.call().event(),
        () -> {
          for (int attempt = 1; ; attempt++) {
            try {
              return update(ref, set, change);
            } catch (WafOptimisticLockException e) {
              if (attempt == TRIES) {
                throw e;
              }
            }
          }
        });
  }

  // Whoever wrote in between is read again and kept.
  private String update(ResourceRef ref, Id set, FirewallChange change) {
    GetIpSetResponse now =
        ipSet(ref, set)
            .orElseThrow(() ->
                new GatewayException(
                    GatewayException.Kind.REFUSED,
                    "IP set " + set.name() + " is gone",
                    new IllegalStateException(change.describe())));
    List<String> addresses = merged(now.ipSet().addresses(), change);
    if (addresses.equals(now.ipSet().addresses())) {
      return now.lockToken();
    }
    return waf.updateIPSet(r ->
            r.scope(set.scope())
                .name(set.name())
                .id(set.id())
                .description(now.ipSet().description())
                .addresses(addresses)
                .lockToken(now.lockToken()))
        .nextLockToken();
  }

  private static List<String> merged(List<String> addresses, FirewallChange change) {
    Optional<Cidr> block = Cidr.parse(change.block());
    List<String> others =
        addresses.stream().filter(text -> !Cidr.parse(text).equals(block)).toList();
    return switch (change) {
      case AddAddress add ->
          others.size() < addresses.size()
              ? addresses
              : Stream.concat(addresses.stream(), Stream.of(add.block())).toList();
      case RemoveAddress ignored -> others;
    };
  }

  @Override
  public Stream<ResourceRef> list() {
    return (session.region().equals(HOME)
            ? Stream.of(Scope.REGIONAL, Scope.CLOUDFRONT)
            : Stream.of(Scope.REGIONAL))
        .flatMap(this::summaries)
        .flatMap(summary -> Id.ofArn(summary.arn()).stream())
        .map(id ->
            Firewalls.WEB_ACL.ref(
                session.account(),
                session.region(),
                "%s/webacl/%s/%s"
                    .formatted(
                        id.scope() == Scope.CLOUDFRONT ? "global" : "regional",
                        id.name(),
                        id.id())));
  }

  // WAF's lists have no paginator in the SDK.
  private Stream<WebACLSummary> summaries(Scope scope) {
    List<WebACLSummary> found = new ArrayList<>();
    @Nullable String marker = null;
    do {
      String from = marker;
      ListWebAcLsResponse page = waf.listWebACLs(r -> r.scope(scope).limit(100).nextMarker(from));
      found.addAll(page.webACLs());
      marker = page.webACLs().isEmpty() ? null : page.nextMarker();
    } while (marker != null);
    return found.stream();
  }
}
