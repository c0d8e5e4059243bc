package dev.palisade.platform.function;

import dev.palisade.core.control.Domain;
import dev.palisade.core.engine.Watcher;
import java.util.List;

/** A domain with the gateways of its kinds: what a function, the command line and tests run. */
public interface DomainModule {

  /** The domain's controls; needs no AWS client and no session. */
  Domain domain();

  /** One binding per kind of the domain, in the domain's order. */
  List<Binding<?, ?>> bindings();

  /** What takes note of events beside the controls; nothing in most domains. */
  default List<Watcher> watchers(WatchTools tools) {
    return List.of();
  }
}
