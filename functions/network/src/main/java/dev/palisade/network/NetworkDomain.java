package dev.palisade.network;

import dev.palisade.core.control.Domain;
import dev.palisade.network.securitygroup.Ec2SecurityGroupGateway;
import dev.palisade.network.securitygroup.SecurityGroups;
import dev.palisade.platform.function.Binding;
import dev.palisade.platform.function.DomainModule;
import java.util.List;

/** The network domain. A new control is its class, one line in its kind's list, and its samples. */
public final class NetworkDomain implements DomainModule {

  @Override
  public Domain domain() {
    return new Domain("network", List.of(SecurityGroups.KIND));
  }

  @Override
  public List<Binding<?, ?>> bindings() {
    return List.of(new Binding<>(SecurityGroups.KIND, Ec2SecurityGroupGateway::new));
  }
}
