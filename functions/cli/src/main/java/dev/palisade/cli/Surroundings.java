package dev.palisade.cli;

import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.pipeline.Workplace;
import dev.palisade.platform.function.DomainModule;
import java.util.List;

/** What commands work on; AWS for people, memory for tests. */
public interface Surroundings {

  /** All domains; needs no credentials. */
  List<DomainModule> domains();

  /**
   * The account and region that credentials reach.
   *
   * @throws Failure if there are no credentials, or the account can't be reached
   */
  Workplace workplace(Target target);

  /**
   * The hub that credentials reach.
   *
   * @throws Failure if there are no credentials, or no hub is deployed there
   */
  Desk desk(Target target);
}
