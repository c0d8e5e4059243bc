package dev.palisade.e2e;

import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.platform.store.PeopleBook;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Cases that wait for people, for tests of the surfaces on which people decide. */
final class Questions {

  private static final String MAY_OPEN =
      """
      {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"ec2:AuthorizeSecurityGroupIngress","Resource":"*"}]}\
      """;

  private final Clients clients;
  private final Hub hub;
  private final PeopleBook book;

  Questions(LocalSystem system) {
    this.clients = system.clients();
    this.hub = new Hub(system);
    this.book =
        new PeopleBook(clients.hub(DynamoDbClient.builder()), system.output("PalisadeTable"));
  }

  /** A group of this name that an engineer opened on a port. */
  OpenGroup opened(String name, String engineer) {
    return OpenGroup.made(clients, name)
        .opened(clients.user(LocalSystem.OTHER, engineer, MAY_OPEN), 12345);
  }

  /** Opens one more port of a group, as another engineer. */
  void openedAgain(OpenGroup group, String engineer, int port) {
    group.opened(clients.user(LocalSystem.OTHER, engineer, MAY_OPEN), port);
  }

  /** The case by which people are asked about a group. */
  Case asked(OpenGroup group) {
    return Await.until(
        "people to be asked about " + group.arn(),
        Await.PATIENCE,
        () ->
            hub.latest(OpenGroup.CONTROL, group.arn())
                .filter(item -> item.state() == CaseState.AWAITING_APPROVAL));
  }

  /** A case once it is over. */
  Case ended(Case item) {
    return until(item, one -> !one.state().isOpen());
  }

  /** A case once it is as wanted. */
  Case until(Case item, Predicate<Case> wanted) {
    return Await.until(
        "case " + item.id(), Await.PATIENCE, () -> Optional.of(now(item)).filter(wanted));
  }

  /** A case as it is now. */
  Case now(Case item) {
    return hub.book().find(item.id()).orElseThrow();
  }

  /** What people were refused since a time. */
  List<JournalEntry> refusals(Instant since) {
    return Stream.of(since, Instant.now())
        .map(time -> time.toString().substring(0, 10))
        .distinct()
        .flatMap(day -> book.journal(day).stream())
        .filter(entry -> entry.kind() == JournalEntry.Kind.REFUSED)
        .filter(entry -> !entry.at().isBefore(since.truncatedTo(ChronoUnit.MINUTES)))
        .toList();
  }
}
