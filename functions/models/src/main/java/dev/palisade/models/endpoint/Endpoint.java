package dev.palisade.models.endpoint;

import dev.palisade.core.resource.ResourceState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A SageMaker endpoint with what matters of the configuration it runs by. Configurations can't be
 * changed; an endpoint is moved to another one.
 *
 * @param exists false when it is gone
 * @param status {@code InService}, {@code Creating}, {@code Updating}, {@code SystemUpdating},
 *     {@code RollingBack}, {@code UpdateRollbackFailed}, {@code OutOfService}, {@code Failed},
 *     {@code Deleting}
 * @param config the configuration it runs by, or null where that can't be read any more
 * @param tags of the endpoint
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpoint.html">
 *     DescribeEndpoint</a>
 */
public record Endpoint(
    boolean exists, @Nullable String status, @Nullable Config config, Map<String, String> tags)
    implements ResourceState {

  /** An endpoint that is not there. */
  static final Endpoint ABSENT = new Endpoint(false, null, null, Map.of());

  private static final Set<String> PASSING =
      Set.of("Creating", "Updating", "SystemUpdating", "RollingBack", "Deleting");

  private static final Set<String> DEAD = Set.of("Deleting", "Failed", "OutOfService");

  public Endpoint {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * An endpoint configuration, as far as its encryption goes.
   *
   * @param kmsKeyId key of the instances' storage, empty for none
   * @param instanceTypes of all variants, shadow ones too, sorted; empty text for serverless
   * @param passedRole the role it hands to SageMaker, or empty
   */
  public record Config(
      String name, String kmsKeyId, List<String> instanceTypes, String passedRole) {

    /** Families with an NVMe disk of their own: those with a d, and some with accelerators. */
    private static final Pattern LOCAL_DISK =
        Pattern.compile(
            "ml\\.([a-z]+\\d+[a-z]*d[a-z]*|g4dn|g5|g6|g6e|gr6|p4d|p4de|p5|p5e|p5en|trn1|trn1n|trn2)"
                + "\\..+");

    public Config {
      instanceTypes = instanceTypes.stream().sorted().toList();
    }

    /** The instance types whose own disks AWS encrypts in hardware, with no key of anybody's. */
    List<String> withLocalDisk() {
      return instanceTypes.stream().filter(type -> LOCAL_DISK.matcher(type).matches()).toList();
    }

    Config encryptedAs(String newName, String key) {
      return new Config(newName, key, instanceTypes, passedRole);
    }
  }

  @Override
  public boolean settled() {
    return status == null || !PASSING.contains(status);
  }

  /** Whether instances may be running. */
  boolean isLive() {
    return exists && !DEAD.contains(String.valueOf(status));
  }

  Endpoint withConfig(Config value) {
    return new Endpoint(exists, status, value, tags);
  }

  Endpoint withTags(Map<String, String> values) {
    return new Endpoint(exists, status, config, values);
  }
}
