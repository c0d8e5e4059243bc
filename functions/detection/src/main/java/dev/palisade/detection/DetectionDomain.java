package dev.palisade.detection;

import dev.palisade.core.control.Domain;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.detection.key.Key;
import dev.palisade.detection.key.KeyCalls;
import dev.palisade.detection.key.KeyChange;
import dev.palisade.detection.key.KeyFacet;
import dev.palisade.detection.key.KeyTampering;
import dev.palisade.detection.key.KmsKeyGateway;
import dev.palisade.detection.trail.CloudTrailGateway;
import dev.palisade.detection.trail.SilencedTrail;
import dev.palisade.detection.trail.Trail;
import dev.palisade.detection.trail.TrailCalls;
import dev.palisade.detection.trail.TrailChange;
import dev.palisade.detection.trail.TrailFacet;
import dev.palisade.platform.function.Binding;
import dev.palisade.platform.function.DomainModule;
import java.util.List;
import java.util.Set;

/**
 * The detection domain. A new control on trails or keys is its class, one line in {@link #TRAILS}
 * or {@link #KEYS}, and its samples.
 */
public final class DetectionDomain implements DomainModule {

  private static final ResourceKind<Trail, TrailChange> TRAILS =
      new ResourceKind<>(
          List.of(Trail.TYPE),
          Trail.class,
          TrailChange.class,
          TrailFacet.TAGS,
          Set.of(TrailFacet.values()),
          Set.of(TrailCalls.LIST),
          List.of(new SilencedTrail())); // CloudTrail.Logging

  private static final ResourceKind<Key, KeyChange> KEYS =
      new ResourceKind<>(
          List.of(Key.TYPE),
          Key.class,
          KeyChange.class,
          KeyFacet.TAGS,
          Set.of(KeyFacet.ABOUT, KeyFacet.ROTATION),
          Set.of(KeyCalls.LIST),
          List.of(new KeyTampering())); // KMS.Key

  @Override
  public Domain domain() {
    return new Domain("detection", List.of(TRAILS, KEYS));
  }

  @Override
  public List<Binding<?, ?>> bindings() {
    return List.of(
        new Binding<>(TRAILS, CloudTrailGateway::new), new Binding<>(KEYS, KmsKeyGateway::new));
  }
}
