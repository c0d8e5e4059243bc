package dev.palisade.models;

import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.platform.aws.AwsCall;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/**
 * SageMaker's faults told apart. It answers {@code ValidationException} to nearly everything, so
 * that only the message says whether a thing is not there or is still being changed.
 */
public final class SageMakerCall {

  private static final Pattern ABSENT =
      Pattern.compile("RecordNotFound|Could not find|does not exist", Pattern.CASE_INSENSITIVE);

  private static final Pattern PASSING =
      Pattern.compile(
          "^Status \\((Pending|Stopping|Updating)\\)|in-progress", Pattern.CASE_INSENSITIVE);

  private SageMakerCall() {}

  /** The answer of a read, empty where the thing is not there. */
  public static <T> Optional<T> find(ResourceRef ref, String name, Supplier<T> call) {
    return AwsCall.on(
        ref,
        name,
        () -> {
          try {
            return Optional.of(call.get());
          } catch (SageMakerException e) {
            if (says(e, ABSENT)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /**
   * The answer of a change.
   *
   * @throws GatewayException of kind RETRY while SageMaker is still busy with an earlier change
   */
  public static <T> T on(ResourceRef ref, String name, Supplier<T> call) {
    return AwsCall.on(
        ref,
        name,
        () -> {
          try {
            return call.get();
          } catch (SageMakerException e) {
            if (says(e, PASSING)) {
              throw new GatewayException(
                  GatewayException.Kind.RETRY, name + " on " + ref + ": " + e.getMessage(), e);
            }
            throw e;
          }
        });
  }

  private static boolean says(SageMakerException e, Pattern pattern) {
    return AwsCall.code(e).equals("ValidationException")
        && pattern.matcher(e.awsErrorDetails().errorMessage()).find();
  }
}
