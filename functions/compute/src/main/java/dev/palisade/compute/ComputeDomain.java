package dev.palisade.compute;

import dev.palisade.compute.function.Functions;
import dev.palisade.compute.function.LambdaFunctionGateway;
import dev.palisade.compute.instance.Ec2InstanceGateway;
import dev.palisade.compute.instance.Instances;
import dev.palisade.core.control.Domain;
import dev.palisade.platform.function.Binding;
import dev.palisade.platform.function.DomainModule;
import java.util.List;

/** The compute domain. A new control is its class, one line in its kind's list, and its samples. */
public final class ComputeDomain implements DomainModule {

  @Override
  public Domain domain() {
    return new Domain("compute", List.of(Instances.KIND, Functions.KIND));
  }

  @Override
  public List<Binding<?, ?>> bindings() {
    return List.of(
        new Binding<>(Instances.KIND, Ec2InstanceGateway::new),
        new Binding<>(Functions.KIND, LambdaFunctionGateway::new));
  }
}
