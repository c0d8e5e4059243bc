package dev.palisade.compute.instance;

import dev.palisade.core.resource.ResourceState;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An EC2 instance; all of it comes from one call, so everything is read or nothing.
 *
 * @param exists false when the instance is gone or on its way out (shutting down, terminated)
 * @param instanceType {@code g5.xlarge}, or null for an absent instance
 * @param profile ARN of the instance profile whose role's credentials the metadata hand out, or
 *     null for none
 * @param metadata null for an absent instance
 * @param tags of the instance
 */
public record Instance(
    boolean exists,
    @Nullable String instanceType,
    @Nullable String profile,
    @Nullable MetadataOptions metadata,
    Map<String, String> tags)
    implements ResourceState {

  /** An instance that is not there. */
  static final Instance ABSENT = new Instance(false, null, null, null, Map.of());

  public Instance {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  @Override
  public boolean settled() {
    return metadata == null || !metadata.state().equals("pending");
  }

  /** The same instance with other metadata options. */
  Instance withHttpTokens(String value) {
    return metadata == null
        ? this
        : new Instance(exists, instanceType, profile, metadata.withHttpTokens(value), tags);
  }
}
