package dev.palisade.models;

import dev.palisade.core.control.Domain;
import dev.palisade.core.engine.Watcher;
import dev.palisade.models.endpoint.Endpoints;
import dev.palisade.models.endpoint.SageMakerEndpointGateway;
import dev.palisade.models.logging.BedrockLoggingGateway;
import dev.palisade.models.logging.Loggings;
import dev.palisade.models.notebook.Notebooks;
import dev.palisade.models.notebook.SageMakerNotebookGateway;
import dev.palisade.models.scope.ScopeWatcher;
import dev.palisade.platform.function.Binding;
import dev.palisade.platform.function.DomainModule;
import dev.palisade.platform.function.WatchTools;
import java.util.List;

/** The models domain. A new control is its class, one line in its kind's list, and its samples. */
public final class ModelsDomain implements DomainModule {

  @Override
  public Domain domain() {
    return new Domain(
        "models",
        List.of(Endpoints.KIND, Loggings.KIND, Notebooks.KIND),
        ScopeWatcher.WATCHES,
        ScopeWatcher.CALLS);
  }

  @Override
  public List<Binding<?, ?>> bindings() {
    return List.of(
        new Binding<>(Endpoints.KIND, SageMakerEndpointGateway::new),
        new Binding<>(Loggings.KIND, BedrockLoggingGateway::new),
        new Binding<>(Notebooks.KIND, SageMakerNotebookGateway::new));
  }

  @Override
  public List<Watcher> watchers(WatchTools tools) {
    return List.of(new ScopeWatcher(tools));
  }
}
