package dev.palisade.models.logging;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to the invocation logging: one call each. */
public sealed interface LoggingChange extends Change<InvocationLogging, LoggingChange> {

  /**
   * Sets the whole configuration.
   *
   * @param before what was set, or null for nothing
   * @see <a
   *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_PutModelInvocationLoggingConfiguration.html">
   *     PutModelInvocationLoggingConfiguration</a>
   */
  record PutInvocationLogging(@Nullable LoggingConfig before, LoggingConfig after)
      implements LoggingChange {

    static final Call CALL = Call.of("bedrock:PutModelInvocationLoggingConfiguration", "*");

    /** Bedrock is handed the role under which it writes to the log group. */
    static final Call PASS_ROLE = Call.of("iam:PassRole", "arn:{partition}:iam::{account}:role/*");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Set<Call> alsoNeeds() {
      return after.logs() == null ? Set.of() : Set.of(PASS_ROLE);
    }

    @Override
    public InvocationLogging applyTo(InvocationLogging state) {
      return new InvocationLogging(after);
    }

    @Override
    public Optional<LoggingChange> inverse() {
      return Optional.of(
          before == null
              ? new DeleteInvocationLogging(after)
              : new PutInvocationLogging(after, before));
    }

    @Override
    public boolean widens() {
      return before != null && after.keepsLessThan(before);
    }

    @Override
    public String describe() {
      return (before == null ? "set" : "change")
          + " Bedrock's model invocation logging"
          + (after.s3() == null ? "" : ", to bucket " + after.s3().bucket())
          + (after.logs() == null ? "" : ", to log group " + after.logs().name());
    }
  }

  /**
   * Ends the logging, as it was before Palisade set it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_DeleteModelInvocationLoggingConfiguration.html">
   *     DeleteModelInvocationLoggingConfiguration</a>
   */
  record DeleteInvocationLogging(LoggingConfig before) implements LoggingChange {

    static final Call CALL = Call.of("bedrock:DeleteModelInvocationLoggingConfiguration", "*");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public InvocationLogging applyTo(InvocationLogging state) {
      return new InvocationLogging(null);
    }

    @Override
    public Optional<LoggingChange> inverse() {
      return Optional.of(new PutInvocationLogging(null, before));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "delete Bedrock's model invocation logging";
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }
}
