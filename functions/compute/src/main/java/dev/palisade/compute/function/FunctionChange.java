package dev.palisade.compute.function;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done to functions: one call each. */
public sealed interface FunctionChange extends Change<LambdaFunction, FunctionChange> {

  /** ARN pattern of the functions that the calls touch, qualified ones included. */
  String FUNCTIONS = "arn:{partition}:lambda:*:{account}:function:*";

  /**
   * Takes one statement out of a function's or alias's policy.
   *
   * @param grant the whole statement, so that it can be put back
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html">
   *     RemovePermission</a>
   */
  record RemovePermission(Grant grant) implements FunctionChange {

    static final Call CALL =
        Call.of("lambda:RemovePermission", FUNCTIONS).recordedAs("RemovePermission20150331v2");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public LambdaFunction applyTo(LambdaFunction state) {
      return state.withGrants(
          state.grantsOrNone().stream()
              .filter(one -> Grant.ORDER.compare(one, grant) != 0)
              .toList());
    }

    @Override
    public Optional<FunctionChange> inverse() {
      return grant.foreign() == null ? Optional.of(new AddPermission(grant)) : Optional.empty();
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "remove permission " + grant.inWords();
    }

    @Override
    public @Nullable Object before() {
      return grant;
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }

  /**
   * Puts one statement back: the undo of {@link RemovePermission}.
   *
   * @param grant the statement as it was
   */
  record AddPermission(Grant grant) implements FunctionChange {

    static final Call CALL =
        Call.of("lambda:AddPermission", FUNCTIONS).recordedAs("AddPermission20150331v2");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public LambdaFunction applyTo(LambdaFunction state) {
      return state.withGrants(
          Stream.concat(state.grantsOrNone().stream(), Stream.of(grant)).toList());
    }

    @Override
    public Optional<FunctionChange> inverse() {
      return Optional.of(new RemovePermission(grant));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "add permission " + grant.inWords();
    }

    @Override
    public @Nullable Object before() {
      return null;
    }

    @Override
    public @Nullable Object after() {
      return grant;
    }
  }

  /**
   * Sets the auth type of a function URL; CORS and invoke mode stay, as AWS keeps what a call
   * leaves out.
   *
   * @param qualifier alias, empty for the function itself
   * @param before {@code NONE} or {@code AWS_IAM}
   * @param after the same
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionUrlConfig.html">
   *     UpdateFunctionUrlConfig</a>
   */
  record SetUrlAuthType(String qualifier, String before, String after) implements FunctionChange {

    static final Call CALL = Call.of("lambda:UpdateFunctionUrlConfig", FUNCTIONS);

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public LambdaFunction applyTo(LambdaFunction state) {
      return state.withUrls(
          state.urlsOrNone().stream()
              .map(url -> url.qualifier().equals(qualifier) ? url.withAuthType(after) : url)
              .toList());
    }

    @Override
    public Optional<FunctionChange> inverse() {
      return Optional.of(new SetUrlAuthType(qualifier, after, before));
    }

    @Override
    public boolean widens() {
      return !after.equals(FunctionUrl.AWS_IAM);
    }

    /** Callers that do not sign are refused from then on. */
    @Override
    public boolean disrupts() {
      return after.equals(FunctionUrl.AWS_IAM);
    }

    @Override
    public String describe() {
      return "set the auth type of the function URL"
          + (qualifier.isEmpty() ? "" : " of " + qualifier)
          + " to "
          + after;
    }
  }
}
