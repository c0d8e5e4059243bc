package dev.palisade.edge;

import dev.palisade.core.control.Domain;
import dev.palisade.edge.firewall.Firewalls;
import dev.palisade.edge.firewall.WafFirewallGateway;
import dev.palisade.platform.function.Binding;
import dev.palisade.platform.function.DomainModule;
import java.util.List;

/** The edge domain. A new control is its class, one line in its kind's list, and its samples. */
public final class EdgeDomain implements DomainModule {

  @Override
  public Domain domain() {
    return new Domain("edge", List.of(Firewalls.KIND));
  }

  @Override
  public List<Binding<?, ?>> bindings() {
    return List.of(new Binding<>(Firewalls.KIND, WafFirewallGateway::new));
  }
}
