package dev.palisade.cli;

import dev.palisade.compute.ComputeDomain;
import dev.palisade.data.DataDomain;
import dev.palisade.detection.DetectionDomain;
import dev.palisade.edge.EdgeDomain;
import dev.palisade.identity.IdentityDomain;
import dev.palisade.models.ModelsDomain;
import dev.palisade.network.NetworkDomain;
import dev.palisade.platform.function.DomainModule;
import java.util.List;

/** All domains, for whoever needs every control: the command line, the docs, the deployment. */
public final class Domains {

  private Domains() {}

  /** One module per domain, sorted by the domain's name. */
  public static List<DomainModule> all() {
    return List.of(
        new ComputeDomain(),
        new DataDomain(),
        new DetectionDomain(),
        new EdgeDomain(),
        new IdentityDomain(),
        new ModelsDomain(),
        new NetworkDomain());
  }
}
