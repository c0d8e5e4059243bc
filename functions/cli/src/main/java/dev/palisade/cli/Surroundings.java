package dev.palisade.cli;

import dev.palisade.cli.audit.Records;
import dev.palisade.cli.doctor.Check;
import dev.palisade.cli.hub.Desk;
import dev.palisade.cli.incident.Archives;
import dev.palisade.cli.pipeline.Workplace;
import dev.palisade.platform.function.DomainModule;
import java.util.List;
import java.util.function.Consumer;

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

  /**
   * What an auditor of the hub compares, read with the caller's own rights.
   *
   * @throws Failure if there are no credentials, or no hub is deployed there
   */
  Records records(Target target);

  /**
   * Where the traces of incidents are: event histories, cases, journal and AI-scope index.
   *
   * @throws Failure if there are no credentials, or no hub is deployed there
   */
  Archives archives(Target target);

  /**
   * Looks at everything that an event passes on its way.
   *
   * @param progress is told what is being looked at
   * @throws Failure if there are no credentials, or no hub is deployed there
   */
  List<Check> checkup(Target target, Consumer<String> progress);
}
