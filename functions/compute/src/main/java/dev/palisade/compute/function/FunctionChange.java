package dev.palisade.compute.function;

import dev.palisade.compute.function.LambdaFunction.Capacity;
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
   * Reserves concurrency, so that no more than that runs at once: 0 for nothing at all.
   *
   * @param before the same, null where nothing was reserved
   * @param after from 0
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html">
   *     PutFunctionConcurrency</a>
   */
  record Reserve(@Nullable Integer before, Integer after) implements FunctionChange {

    static final Call CALL =
        Call.of("lambda:PutFunctionConcurrency", FUNCTIONS)
            .recordedAs("PutFunctionConcurrency20171031");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public LambdaFunction applyTo(LambdaFunction state) {
      return state.withCapacity(new Capacity(after));
    }

    @Override
    public Optional<FunctionChange> inverse() {
      return Optional.of(before == null ? new Unreserve(after) : new Reserve(after, before));
    }

    @Override
    public boolean widens() {
      return before != null && after > before;
    }

    @Override
    public boolean disrupts() {
      return true;
    }

    @Override
    public String describe() {
      return after == 0
          ? "let the function run no more (reserved concurrency 0)"
          : "reserve a concurrency of " + after;
    }
  }

  /**
   * Lets the function share the account's concurrency again: the undo of {@link Reserve}.
   *
   * @param before what was reserved
   */
  record Unreserve(Integer before) implements FunctionChange {

    static final Call CALL =
        Call.of("lambda:DeleteFunctionConcurrency", FUNCTIONS)
            .recordedAs("DeleteFunctionConcurrency20171031");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public LambdaFunction applyTo(LambdaFunction state) {
      return state.withCapacity(new Capacity(null));
    }

    @Override
    public Optional<FunctionChange> inverse() {
      return Optional.of(new Reserve(null, before));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "share the account's concurrency";
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }

  /**
   * Switches an event source on or off; Lambda takes up to a minute over it.
   *
   * @param source id and ARN of the source
   * @param before whether it was on
   * @param after whether it is on then
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html">
   *     UpdateEventSourceMapping</a>
   */
  record SwitchSource(EventSource source, Boolean before, Boolean after) implements FunctionChange {

    static final Call CALL =
        Call.of(
                "lambda:UpdateEventSourceMapping",
                "arn:{partition}:lambda:*:{account}:event-source-mapping:*")
            .recordedAs("UpdateEventSourceMapping20150331");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public LambdaFunction applyTo(LambdaFunction state) {
      return state.withSources(
          state.sourcesOrNone().stream()
              .map(one -> one.id().equals(source.id()) ? one.on(after) : one)
              .toList());
    }

    @Override
    public Optional<FunctionChange> inverse() {
      return Optional.of(new SwitchSource(source, after, before));
    }

    @Override
    public boolean widens() {
      return after;
    }

    @Override
    public boolean disrupts() {
      return !after;
    }

    @Override
    public boolean settlesLater() {
      return true;
    }

    @Override
    public String describe() {
      return "switch event source %s %s"
          .formatted(source.from().isEmpty() ? source.id() : source.from(), after ? "on" : "off");
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
