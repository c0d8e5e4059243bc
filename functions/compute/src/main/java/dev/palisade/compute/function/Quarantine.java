package dev.palisade.compute.function;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.compute.function.FunctionChange.Reserve;
import dev.palisade.compute.function.FunctionChange.SwitchSource;
import dev.palisade.compute.function.FunctionChange.Unreserve;
import dev.palisade.compute.function.LambdaFunction.Capacity;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * Quarantine of a function: nothing of it runs any more, by whatever way it is called, and what
 * would start it waits in its queue or stream. Code, configuration and logs stay for the
 * investigation.
 */
public final class Quarantine implements Control<LambdaFunction, FunctionChange> {

  private static final ControlSpec SPEC =
      control("Lambda.Quarantine")
          .title("The function runs no more, and nothing starts it")
          .why(
              "A function that was taken over goes on calling models and reading data under its"
                  + " role until it is stopped.")
          .breaks(
              "Everything that calls the function: calls are throttled, and events wait in their"
                  + " queues and streams for as long as those keep them.")
          .atSource(
              "aws_lambda_function: reserved_concurrent_executions = 0;"
                  + " aws_lambda_event_source_mapping: enabled = false",
              "AWS::Lambda::Function: ReservedConcurrentExecutions 0;"
                  + " AWS::Lambda::EventSourceMapping: Enabled false")
          .severity(Severity.HIGH)
          .onDemand()
          .reads(FunctionFacet.CAPACITY, FunctionFacet.SOURCES)
          .calls(Reserve.CALL, SwitchSource.CALL)
          .undoCalls(Reserve.CALL, Unreserve.CALL, SwitchSource.CALL)
          .standard(Standard.OWASP_LLM, "LLM06")
          .source("https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html")
          .source("https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<LambdaFunction, FunctionChange> plan(
      LambdaFunction function, Context<LambdaFunction> context) {
    Capacity capacity = function.capacity();
    if (!function.exists() || capacity == null) {
      return Plan.holds();
    }
    List<FunctionChange> changes = new ArrayList<>();
    Integer reserved = capacity.reserved();
    if (reserved == null || reserved != 0) {
      changes.add(new Reserve(reserved, 0));
    }
    function.sourcesOrNone().stream()
        .filter(EventSource::isOn)
        .map(source -> new SwitchSource(source, true, false))
        .forEach(changes::add);
    return changes.isEmpty()
        ? Plan.holds()
        : Plan.<LambdaFunction, FunctionChange>mend(changes)
            .because(context.quarantineBecause("The function is to be cut off."))
            .evidence("reservedConcurrency", reserved == null ? "none" : reserved)
            .evidence(
                "eventSources", function.sourcesOrNone().stream().map(EventSource::from).toList());
  }
}
