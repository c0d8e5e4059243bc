package dev.palisade.compute.function;

import dev.palisade.compute.function.FunctionChange.AddPermission;
import dev.palisade.compute.function.FunctionChange.RemovePermission;
import dev.palisade.compute.function.FunctionChange.Reserve;
import dev.palisade.compute.function.FunctionChange.SetUrlAuthType;
import dev.palisade.compute.function.FunctionChange.SwitchSource;
import dev.palisade.compute.function.FunctionChange.Unreserve;
import dev.palisade.compute.function.LambdaFunction.Capacity;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/** Reads and changes functions through Lambda. */
public final class LambdaFunctionGateway implements Gateway<LambdaFunction, FunctionChange> {

  private static final String ABSENT = "ResourceNotFoundException";

  private final AwsSession session;
  private final LambdaClient lambda;

  /** A gateway for one account and region. */
  public LambdaFunctionGateway(AwsSession session) {
    this.session = session;
    this.lambda = session.client(LambdaClient.builder());
  }

  // Each facet's first call tells by itself whether the function is there.
  @Override
  public LambdaFunction read(ResourceRef ref, Set<Facet> facets) {
    FunctionName function = FunctionName.of(ref.id());
    @Nullable List<Grant> grants = null;
    @Nullable List<FunctionUrl> urls = null;
    @Nullable Capacity capacity = null;
    @Nullable List<EventSource> sources = null;
    Map<String, String> tags = Map.of();
    if (facets.contains(FunctionFacet.CAPACITY)) {
      Optional<Capacity> found = capacity(ref, function.name());
      if (found.isEmpty()) {
        return LambdaFunction.ABSENT;
      }
      capacity = found.get();
    }
    if (facets.contains(FunctionFacet.SOURCES)) {
      sources = sources(ref, function.name());
    }
    if (facets.contains(FunctionFacet.POLICY)) {
      Optional<Set<String>> qualifiers = qualifiers(ref, function);
      if (qualifiers.isEmpty()) {
        return LambdaFunction.ABSENT;
      }
      grants =
          qualifiers.get().stream()
              .flatMap(qualifier -> grants(ref, function.name(), qualifier).stream())
              .distinct()
              .toList();
    }
    if (facets.contains(FunctionFacet.URLS)) {
      Optional<List<FunctionUrl>> found = urls(ref, function.name());
      if (found.isEmpty()) {
        return LambdaFunction.ABSENT;
      }
      urls = found.get();
    }
    if (facets.contains(FunctionFacet.TAGS)) {
      Optional<Map<String, String>> found = tags(ref, function.name());
      if (found.isEmpty()) {
        return LambdaFunction.ABSENT;
      }
      tags = found.get();
    }
    return new LambdaFunction(true, grants, urls, capacity, sources, tags);
  }

  /** The function itself (empty), its aliases, and the version that the event names. */
  private Optional<Set<String>> qualifiers(ResourceRef ref, FunctionName function) {
    return AwsCall.find(
        ref,
        "ListAliases",
        () -> {
          Set<String> found = new TreeSet<>(List.of("", function.qualifier()));
          lambda
              .listAliasesPaginator(request -> request.functionName(function.name()))
              .aliases()
              .stream()
              .map(AliasConfiguration::name)
              .forEach(found::add);
          return found;
        },
        ABSENT);
  }

  private List<Grant> grants(ResourceRef ref, String name, String qualifier) {
    return AwsCall.find(
            ref,
            "GetPolicy",
            () ->
                lambda.getPolicy(
                    request -> request.functionName(name).qualifier(orNull(qualifier))),
            ABSENT)
        .map(response -> PolicyParser.parse(qualifier, response.policy()))
        .orElse(List.of());
  }

  private Optional<Capacity> capacity(ResourceRef ref, String name) {
    return AwsCall.find(
            ref,
            "GetFunctionConcurrency",
            () -> lambda.getFunctionConcurrency(request -> request.functionName(name)),
            ABSENT)
        .map(response -> new Capacity(response.reservedConcurrentExecutions()));
  }

  private List<EventSource> sources(ResourceRef ref, String name) {
    return AwsCall.on(
        ref,
        "ListEventSourceMappings",
        () ->
            lambda
                .listEventSourceMappingsPaginator(request -> request.functionName(name))
                .eventSourceMappings()
                .stream()
                .map(one ->
                    new EventSource(
                        one.uuid(),
                        Objects.requireNonNullElse(one.eventSourceArn(), ""),
                        one.state()))
                .toList());
  }

  private Optional<List<FunctionUrl>> urls(ResourceRef ref, String name) {
    return AwsCall.find(
        ref,
        "ListFunctionUrlConfigs",
        () ->
            lambda
                .listFunctionUrlConfigsPaginator(request -> request.functionName(name))
                .functionUrlConfigs()
                .stream()
                .map(url ->
                    new FunctionUrl(
                        FunctionName.of(url.functionArn()).qualifier(),
                        url.functionUrl(),
                        url.authTypeAsString()))
                .toList(),
        ABSENT);
  }

  private Optional<Map<String, String>> tags(ResourceRef ref, String name) {
    String arn = Functions.TYPE.ref(ref.account(), ref.region(), name).arn();
    return AwsCall.find(
        ref, "ListTags", () -> lambda.listTags(request -> request.resource(arn)).tags(), ABSENT);
  }

  @Override
  public void execute(ResourceRef ref, FunctionChange change) {
    String name = FunctionName.of(ref.id()).name();
    switch (change) {
      case RemovePermission remove ->
          AwsCall.find(
              ref,
              "RemovePermission",
              () ->
                  lambda.removePermission(request ->
                      request
                          .functionName(name)
                          .qualifier(orNull(remove.grant().qualifier()))
                          .statementId(remove.grant().statementId())),
              // Somebody else removed it first: what was wanted is so.
              ABSENT);
      case AddPermission add -> AwsCall.on(ref, "AddPermission", () -> add(name, add.grant()));
      case Reserve reserve ->
          AwsCall.on(
              ref,
              "PutFunctionConcurrency",
              () ->
                  lambda.putFunctionConcurrency(request ->
                      request.functionName(name).reservedConcurrentExecutions(reserve.after())));
      case Unreserve unreserve ->
          AwsCall.on(
              ref,
              "DeleteFunctionConcurrency",
              () -> lambda.deleteFunctionConcurrency(request -> request.functionName(name)));
      case SwitchSource source ->
          AwsCall.on(
              ref,
              "UpdateEventSourceMapping",
              () ->
                  lambda.updateEventSourceMapping(
                      request -> request.uuid(source.source().id()).enabled(source.after())));
      case SetUrlAuthType auth ->
          AwsCall.on(
              ref,
              "UpdateFunctionUrlConfig",
              () ->
                  lambda.updateFunctionUrlConfig(request ->
                      request
                          .functionName(name)
                          .qualifier(orNull(auth.qualifier()))
                          .authType(auth.after())));
    }
  }

  private Object add(String name, Grant grant) {
    return lambda.addPermission(request ->
        request
            .functionName(name)
            .qualifier(orNull(grant.qualifier()))
            .statementId(grant.statementId())
            .principal(grant.principal())
            .action(grant.action())
            .sourceArn(grant.sourceArn())
            .sourceAccount(grant.sourceAccount())
            .principalOrgID(grant.principalOrgId())
            .eventSourceToken(grant.eventSourceToken())
            .functionUrlAuthType(grant.functionUrlAuthType())
            .invokedViaFunctionUrl(grant.invokedViaFunctionUrl()));
  }

  private static @Nullable String orNull(String qualifier) {
    return qualifier.isEmpty() ? null : qualifier;
  }

  @Override
  public Stream<ResourceRef> list() {
    return lambda.listFunctionsPaginator().functions().stream()
        .map(function ->
            Functions.TYPE.ref(session.account(), session.region(), function.functionName()));
  }
}
