package dev.palisade.e2e.contract;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Starts an endpoint for a class and the classes nested in it, hands it to their constructors, and
 * turns the tests around that need what the endpoint lacks: those must fail.
 */
final class OnAws extends TypeBasedParameterResolver<ContractAws>
    implements ExecutionCondition, AfterAllCallback, InvocationInterceptor {

  private final Supplier<ContractAws> source;
  private @Nullable ContractAws aws;

  OnAws(Supplier<ContractAws> source) {
    this.source = source;
  }

  /** Starts it here, so that a class whose endpoint can't be had is reported with the reason. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (aws == null && context.getTestMethod().isEmpty()) {
      try {
        aws = source.get();
      } catch (TestAbortedException e) {
        return ConditionEvaluationResult.disabled(e.getMessage());
      }
    }
    return ConditionEvaluationResult.enabled("the endpoint is there");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    boolean outermost = !context.getRequiredTestClass().isMemberClass();
    if (outermost && aws != null) {
      aws.close();
    }
  }

  @Override
  public ContractAws resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return started();
  }

  private ContractAws started() {
    if (aws == null) {
      throw new IllegalStateException("nothing was started");
    }
    return aws;
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Optional<String> need =
        AnnotationSupport.findAnnotation(method.getExecutable(), Needs.class).map(Needs::value);
    if (need.isEmpty() || !started().lacks().containsKey(need.get())) {
      invocation.proceed();
      return;
    }
    try {
      invocation.proceed();
    } catch (Exception | AssertionError e) {
      mustSay(started().lacks().get(need.get()), need.get(), e);
      return;
    }
    throw new AssertionError(
        "the endpoint can do \"%s\" now: take it off the list of what it lacks"
            .formatted(need.get()));
  }

  private static void mustSay(@Nullable String part, String need, Throwable failure) {
    String said = String.valueOf(failure.getMessage());
    if (part == null || !said.contains(part)) {
      throw new AssertionError(
          "the endpoint lacks \"%s\", but fails otherwise than by \"%s\": %s"
              .formatted(need, part, said),
          failure);
    }
  }
}
