package dev.palisade.models;

import dev.palisade.core.control.Domain;
import dev.palisade.models.notebook.Notebooks;
import dev.palisade.models.notebook.SageMakerNotebookGateway;
import dev.palisade.platform.function.Binding;
import dev.palisade.platform.function.DomainModule;
import java.util.List;

/** The models domain. A new control is its class, one line in its kind's list, and its samples. */
public final class ModelsDomain implements DomainModule {

  @Override
  public Domain domain() {
    return new Domain("models", List.of(Notebooks.KIND));
  }

  @Override
  public List<Binding<?, ?>> bindings() {
    return List.of(new Binding<>(Notebooks.KIND, SageMakerNotebookGateway::new));
  }
}
