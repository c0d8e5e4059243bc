package dev.palisade.models.endpoint;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import java.util.Optional;
import java.util.Set;

/** What is done to endpoints: one call each. */
public sealed interface EndpointChange extends Change<Endpoint, EndpointChange> {

  /**
   * Makes a configuration that differs from another in its name and key only; its tags are copied
   * too. Alone it changes no endpoint. Its undo moves the endpoint back, if it was moved; the new
   * configuration stays, since an endpoint that is still moving away from it needs it.
   *
   * @param from the configuration that is copied
   * @param to what it becomes
   * @see <a
   *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html">
   *     CreateEndpointConfig</a>
   */
  record CreateEndpointConfig(Endpoint.Config from, Endpoint.Config to) implements EndpointChange {

    static final Call CALL = Call.of("sagemaker:CreateEndpointConfig", EndpointFacet.CONFIGURATION);

    /** Tags of the copied configuration are read and set on the copy. */
    static final Set<Call> ALSO =
        Set.of(
            Call.of("sagemaker:AddTags", EndpointFacet.CONFIGURATION),
            Call.of("sagemaker:ListTags", EndpointFacet.CONFIGURATION));

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Set<Call> alsoNeeds() {
      return ALSO;
    }

    @Override
    public Endpoint applyTo(Endpoint state) {
      return state;
    }

    @Override
    public Optional<EndpointChange> inverse() {
      return Optional.of(new UpdateEndpoint(to, from));
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "create endpoint configuration %s, a copy of %s with key %s"
          .formatted(to.name(), from.name(), to.kmsKeyId());
    }

    @Override
    public Object before() {
      return from;
    }

    @Override
    public Object after() {
      return to;
    }
  }

  /**
   * Moves an endpoint to another configuration: new instances start, traffic moves over, the old
   * ones stop. It takes minutes and does not interrupt requests; where it already runs by that
   * configuration nothing is called.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpoint.html">
   *     UpdateEndpoint</a>
   */
  record UpdateEndpoint(Endpoint.Config before, Endpoint.Config after) implements EndpointChange {

    static final Call CALL = Call.of("sagemaker:UpdateEndpoint", EndpointFacet.ENDPOINT);

    /** SageMaker checks the configuration too. */
    static final Call ALSO = Call.of("sagemaker:UpdateEndpoint", EndpointFacet.CONFIGURATION);

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Set<Call> alsoNeeds() {
      return Set.of(ALSO);
    }

    @Override
    public Endpoint applyTo(Endpoint state) {
      return state.withConfig(after);
    }

    @Override
    public Optional<EndpointChange> inverse() {
      return Optional.of(new UpdateEndpoint(after, before));
    }

    @Override
    public boolean widens() {
      return after.kmsKeyId().isEmpty();
    }

    @Override
    public boolean settlesLater() {
      return true;
    }

    @Override
    public String describe() {
      return "move the endpoint from configuration %s to %s".formatted(before.name(), after.name());
    }
  }
}
