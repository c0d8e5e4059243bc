package dev.palisade.models.logging;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.palisade.core.resource.ResourceState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model invocation logging of one account and region. It is always there, set or not; it has no
 * tags.
 *
 * @param exists always true
 * @param config what is logged where to; null for nothing
 */
public record InvocationLogging(boolean exists, @Nullable LoggingConfig config)
    implements ResourceState {

  InvocationLogging(@Nullable LoggingConfig config) {
    this(true, config);
  }

  @Override
  @JsonIgnore
  public Map<String, String> tags() {
    return Map.of();
  }
}
