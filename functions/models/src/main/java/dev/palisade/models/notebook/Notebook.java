package dev.palisade.models.notebook;

import dev.palisade.core.resource.ResourceState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A SageMaker notebook instance. What the controls do not judge is there for the recreate plan.
 *
 * @param exists false when it is gone
 * @param status {@code Pending}, {@code InService}, {@code Stopping}, {@code Stopped}, {@code
 *     Failed}, {@code Updating} or {@code Deleting}
 * @param directInternetAccess {@code Enabled} or {@code Disabled}
 * @param rootAccess {@code Enabled} or {@code Disabled}
 * @param setup what a new notebook in its place is made of
 * @param tags of the notebook
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeNotebookInstance.html">
 *     DescribeNotebookInstance</a>
 */
public record Notebook(
    boolean exists,
    @Nullable String status,
    @Nullable String directInternetAccess,
    @Nullable String rootAccess,
    @Nullable Setup setup,
    Map<String, String> tags)
    implements ResourceState {

  static final String ENABLED = "Enabled";
  static final String DISABLED = "Disabled";
  static final String IN_SERVICE = "InService";
  static final String STOPPED = "Stopped";

  /** A notebook that is not there. */
  static final Notebook ABSENT = new Notebook(false, null, null, null, null, Map.of());

  private static final Set<String> PASSING = Set.of("Pending", "Stopping", "Updating", "Deleting");

  public Notebook {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * What a notebook was created with.
   *
   * @param subnetId empty where it is in no VPC of the account's
   * @param securityGroups of its interface in the VPC, sorted
   * @param kmsKeyId of its volume, empty for SageMaker's own key
   * @param volumeSizeInGB size of its volume
   * @param lifecycleConfig name of its lifecycle configuration, or empty
   */
  public record Setup(
      String instanceType,
      String roleArn,
      String subnetId,
      List<String> securityGroups,
      String kmsKeyId,
      int volumeSizeInGB,
      String lifecycleConfig,
      String platformIdentifier) {

    public Setup {
      securityGroups = securityGroups.stream().sorted().toList();
    }
  }

  @Override
  public boolean settled() {
    return status == null || !PASSING.contains(status);
  }

  boolean reachesInternet() {
    return ENABLED.equals(directInternetAccess) && !isLeaving();
  }

  boolean givesRoot() {
    return ENABLED.equals(rootAccess) && !isLeaving();
  }

  /** Whether somebody can work in it now, or will be able to when it has started. */
  boolean isRunning() {
    return IN_SERVICE.equals(status) || "Pending".equals(status);
  }

  private boolean isLeaving() {
    return !exists || "Deleting".equals(status);
  }

  Notebook withStatus(String value) {
    return new Notebook(exists, value, directInternetAccess, rootAccess, setup, tags);
  }

  Notebook withRootAccess(String value) {
    return new Notebook(exists, status, directInternetAccess, value, setup, tags);
  }

  Notebook withTags(Map<String, String> values) {
    return new Notebook(exists, status, directInternetAccess, rootAccess, setup, values);
  }
}
