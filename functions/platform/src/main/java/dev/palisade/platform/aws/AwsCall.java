package dev.palisade.platform.aws;

import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceRef;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Runs single AWS calls for gateways and tells their faults apart, in this one place: what can be
 * tried again, what is denied, what is refused, and what is merely not there.
 */
public final class AwsCall {

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthFailure");

  private static final Set<String> RETRY =
      Set.of(
          "OperationAborted",
          "ConflictException",
          "ConcurrentModification",
          "ConcurrentModificationException",
          "ResourceConflictException",
          "ResourceInUseException",
          "TooManyRequestsException",
          "WAFOptimisticLockException",
          "WAFUnavailableEntityException",
          "IncorrectInstanceState",
          "RequestTimeout",
          "EntityTemporarilyUnmodifiable");

  private AwsCall() {}

  /**
   * The answer of a call.
   *
   * @param name API name for messages, {@code PutPublicAccessBlock}
   * @throws GatewayException for every fault
   */
  public static <T> T on(ResourceRef ref, String name, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw fault(ref, name, e);
    }
  }

  /**
   * The answer of a call that reads something which may not be there.
   *
   * @param absent AWS error codes that mean "not there", {@code NoSuchBucketPolicy}
   * @throws GatewayException for every other fault
   */
  public static <T> Optional<T> find(
      ResourceRef ref, String name, Supplier<T> call, String... absent) {
    try {
      return Optional.of(call.get());
    } catch (AwsServiceException e) {
      if (Set.of(absent).contains(code(e))) {
        return Optional.empty();
      }
      throw fault(ref, name, e);
    } catch (SdkException e) {
      throw fault(ref, name, e);
    }
  }

  /** The AWS error code of a fault, or empty. */
  public static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
        ? ""
        : e.awsErrorDetails().errorCode();
  }

  private static GatewayException fault(ResourceRef ref, String name, SdkException e) {
    return new GatewayException(kind(e), name + " on " + ref + ": " + e.getMessage(), e);
  }

  private static GatewayException.Kind kind(SdkException e) {
    if (e instanceof AwsServiceException service) {
      if (DENIED.contains(code(service)) || service.statusCode() == 403) {
        return GatewayException.Kind.DENIED;
      }
      boolean passing =
          service.isThrottlingException()
              || service.statusCode() >= 500
              || RETRY.contains(code(service));
      return passing ? GatewayException.Kind.RETRY : GatewayException.Kind.REFUSED;
    }
    return e instanceof SdkClientException
        ? GatewayException.Kind.RETRY
        : GatewayException.Kind.REFUSED;
  }
}
