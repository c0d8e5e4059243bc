package dev.palisade.detection.trail;

import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one trail, as far as it was read: a facet that was not read is null.
 *
 * @param exists false when it is gone, which may be a finding
 * @param settings how it is set up
 * @param logging whether it records at all
 * @param selectors what it records
 * @param tags its tags, empty for none or where they were not read
 */
public record Trail(
    boolean exists,
    @Nullable TrailSettings settings,
    @Nullable Boolean logging,
    @Nullable Selectors selectors,
    Map<String, String> tags)
    implements ResourceState {

  /** Trails of an account, in their home region. */
  public static final ResourceType TYPE =
      ResourceType.of(
          "AWS::CloudTrail::Trail", "arn:{partition}:cloudtrail:{region}:{account}:trail/{id}");

  static final Trail GONE = new Trail(false, null, null, null, Map.of());
  static final Trail UNREAD = new Trail(true, null, null, null, Map.of());

  public Trail {
    tags = tags == null ? Map.of() : Map.copyOf(tags);
  }

  Trail withSettings(TrailSettings value) {
    return new Trail(exists, value, logging, selectors, tags);
  }

  Trail withLogging(boolean value) {
    return new Trail(exists, settings, value, selectors, tags);
  }

  Trail withSelectors(Selectors value) {
    return new Trail(exists, settings, logging, value, tags);
  }

  Trail withTags(Map<String, String> value) {
    return new Trail(exists, settings, logging, selectors, value);
  }
}
