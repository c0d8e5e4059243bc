package dev.palisade.detection.trail;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.detection.trail.TrailChange.CreateTrail;
import dev.palisade.detection.trail.TrailChange.DeleteTrail;
import dev.palisade.detection.trail.TrailChange.PutEventSelectors;
import dev.palisade.detection.trail.TrailChange.StartLogging;
import dev.palisade.detection.trail.TrailChange.StopLogging;
import dev.palisade.detection.trail.TrailChange.UpdateTrail;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.Tag;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;

/** Trails by the SDK, in the session's region and account. */
public final class CloudTrailGateway implements Gateway<Trail, TrailChange> {

  private final CloudTrailClient cloudTrail;
  private final String account;
  private final String region;

  /** A gateway for the session's account and region. */
  public CloudTrailGateway(AwsSession session) {
    this.cloudTrail = session.client(CloudTrailClient.builder());
    this.account = session.account();
    this.region = session.region();
  }

  @Override
  public Trail read(ResourceRef ref, Set<Facet> facets) {
    Set<TrailFacet> wanted = new TreeSet<>();
    facets.forEach(facet -> wanted.add((TrailFacet) facet));
    Trail trail = Trail.UNREAD;
    for (TrailFacet facet : wanted) {
      Optional<Trail> more = read(ref, facet, trail);
      if (more.isEmpty()) {
        return Trail.GONE;
      }
      trail = more.get();
    }
    return trail;
  }

  private Optional<Trail> read(ResourceRef ref, TrailFacet facet, Trail trail) {
    String name = ref.id();
    return switch (facet) {
      case SETTINGS ->
          find(ref, "GetTrail", () -> cloudTrail.getTrail(r -> r.name(name)).trail())
              .map(TrailShapes::settings)
              .map(trail::withSettings);
      case STATUS ->
          find(
                  ref,
                  "GetTrailStatus",
                  () -> cloudTrail.getTrailStatus(r -> r.name(name)).isLogging())
              .map(trail::withLogging);
      case SELECTORS ->
          find(ref, "GetEventSelectors", () -> cloudTrail.getEventSelectors(r -> r.trailName(name)))
              .map(TrailShapes::selectors)
              .map(trail::withSelectors);
      case TAGS -> tags(ref).map(trail::withTags);
    };
  }

  private Optional<Map<String, String>> tags(ResourceRef ref) {
    return find(
        ref,
        "ListTags",
        () ->
            cloudTrail
                .listTagsPaginator(r -> r.resourceIdList(ref.arn()))
                .resourceTagList()
                .stream()
                .flatMap(resource -> resource.tagsList().stream())
                .collect(Collectors.toMap(Tag::key, Tag::value)));
  }

  private static <T> Optional<T> find(ResourceRef ref, String name, Supplier<T> call) {
    return AwsCall.find(ref, name, call, "TrailNotFoundException", "ResourceNotFoundException");
  }

  @Override
  public void execute(ResourceRef ref, TrailChange change) {
    String name = ref.id();
    AwsCall.on(
        ref,
        change.call().event(),
        () ->
            switch (change) {
              case StartLogging ignored -> cloudTrail.startLogging(r -> r.name(name));
              case StopLogging ignored -> cloudTrail.stopLogging(r -> r.name(name));
              case UpdateTrail update -> cloudTrail.updateTrail(update(name, update));
              case PutEventSelectors put -> cloudTrail.putEventSelectors(select(name, put.after()));
              case CreateTrail create -> cloudTrail.createTrail(TrailShapes.create(name, create));
              case DeleteTrail ignored -> cloudTrail.deleteTrail(r -> r.name(name));
            });
  }

  /** What differs, and nothing else: CloudTrail leaves what it is not told as it is. */
  private static UpdateTrailRequest update(String name, UpdateTrail update) {
    TrailSettings before = update.before();
    TrailSettings after = update.after();
    UpdateTrailRequest.Builder request = UpdateTrailRequest.builder().name(name);
    if (before.multiRegion() != after.multiRegion()) {
      request.isMultiRegionTrail(after.multiRegion());
    }
    if (before.global() != after.global()) {
      request.includeGlobalServiceEvents(after.global());
    }
    if (before.validation() != after.validation()) {
      request.enableLogFileValidation(after.validation());
    }
    if (!before.key().equals(after.key())) {
      request.kmsKeyId(after.key());
    }
    if (!before.bucket().equals(after.bucket())) {
      request.s3BucketName(after.bucket());
    }
    if (!before.prefix().equals(after.prefix())) {
      request.s3KeyPrefix(after.prefix());
    }
    return request.build();
  }

  private static PutEventSelectorsRequest select(String name, Selectors selectors) {
    PutEventSelectorsRequest.Builder request = PutEventSelectorsRequest.builder().trailName(name);
    return selectors.advanced().isEmpty()
        ? request.eventSelectors(TrailShapes.basic(selectors)).build()
        : request.advancedEventSelectors(TrailShapes.advanced(selectors)).build();
  }

  /** Trails at home here: shadows of others' and of other regions' are listed where they live. */
  @Override
  public Stream<ResourceRef> list() {
    return cloudTrail.listTrailsPaginator(r -> {}).trails().stream()
        .map(trail -> Arn.parse(trail.trailARN()))
        .filter(arn -> arn.account().equals(account) && arn.region().equals(region))
        .map(arn -> Trail.TYPE.ref(account, region, arn));
  }
}
