package dev.palisade.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.cli.Domains;
import dev.palisade.cli.Exit;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore.EventEnd;
import dev.palisade.core.engine.Requests;
import dev.palisade.core.event.PalisadeEvents;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.store.CaseBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What people do at the hub and what they can look up there, by its table, bus and queues. */
final class Hub {

  private static final String PERSON = "arn:aws:iam::%s:root".formatted(LocalSystem.HUB);

  private final People people;
  private final CaseBook book;
  private final RequestSender sender;
  private final LambdaClient lambda;
  private final SqsClient sqs;

  Hub(LocalSystem system) {
    Clients clients = system.clients();
    this.people = system.people();
    this.book =
        new CaseBook(
            clients.hub(DynamoDbClient.builder()),
            system.output("PalisadeTable"),
            InstantSource.system());
    this.sender =
        new RequestSender(clients.hub(EventBridgeClient.builder()), system.output("PalisadeBus"));
    this.lambda = clients.hub(LambdaClient.builder());
    this.sqs = clients.hub(SqsClient.builder());
  }

  CaseBook book() {
    return book;
  }

  /** The latest case of a control about a resource. */
  Optional<Case> latest(String control, String arn) {
    List<Case> cases = cases(control, arn);
    return cases.isEmpty() ? Optional.empty() : Optional.of(cases.getLast());
  }

  /** All cases of a control about a resource, oldest first. */
  List<Case> cases(String control, String arn) {
    return book.byResource(arn).stream().filter(one -> one.control().equals(control)).toList();
  }

  /** As many people as are needed say yes to a case's plan; does not wait for what follows. */
  void approve(Case item) {
    for (Person person : List.of(people.maya(), people.noor()).subList(0, item.approvalsNeeded())) {
      CommandLine.Answer answer = person.palisade("approve", item.id(), "--no-wait");
      if (answer.exit() == Exit.FAILED) {
        throw new AssertionError("approve %s: %s".formatted(item.id(), answer));
      }
    }
  }

  /** Asks for the undo of a case. */
  void undo(Case item) {
    ask(
        Requests.UNDO,
        Map.of("case", item.id(), "by", PERSON, PalisadeEvents.DOMAIN, item.domain()));
  }

  /** Asks the function of a case to look at its resource again; how that request ended. */
  EventEnd lookAgain(Case item) {
    String id =
        ask(
            Requests.FIX,
            Map.of(
                "resource",
                item.resource().arn(),
                "type",
                item.resource().type(),
                "account",
                item.resource().account(),
                "region",
                item.resource().region(),
                "control",
                item.control(),
                "by",
                PERSON,
                PalisadeEvents.DOMAIN,
                item.domain()));
    return ending(id);
  }

  /** Sends a request; the event's id. */
  String ask(String detailType, Map<String, String> detail) {
    return sender.send(PalisadeEvents.REQUEST, detailType, detail);
  }

  /** Sends a recorded event once more; the id of the wrapping event. */
  String replay(JsonNode detail) {
    return sender.send(PalisadeEvents.REPLAY, "Palisade Replay", detail);
  }

  /** How an event ended, in the first domain that says so; waits for it. */
  EventEnd ending(String happening) {
    return Await.until(
        "event " + happening + " to end",
        Await.PATIENCE,
        () -> book.endings(happening).stream().findFirst());
  }

  /** Stops or lets run what takes events from the domains' queues; events wait there meanwhile. */
  void consume(boolean yes) {
    lambda
        .listEventSourceMappingsPaginator(b -> {})
        .eventSourceMappings()
        .forEach(
            mapping -> lambda.updateEventSourceMapping(b -> b.uuid(mapping.uuid()).enabled(yes)));
  }

  /** The names of the domains that are deployed. */
  List<String> domains() {
    return Domains.all().stream().map(module -> module.domain().name()).toList();
  }

  /** Waits until no domain has an event waiting or in hand. */
  void quiet() {
    domains().forEach(this::quiet);
  }

  /** Waits until a domain has no event waiting or in hand. */
  void quiet(String domain) {
    Await.until(
        "the queue of " + domain + " to be empty",
        Await.PATIENCE,
        () -> waiting("palisade-" + domain) == 0 ? Optional.of(true) : Optional.empty());
  }

  private long waiting(String queue) {
    String url = sqs.getQueueUrl(b -> b.queueName(queue)).queueUrl();
    return sqs
        .getQueueAttributes(b ->
            b.queueUrl(url)
                .attributeNames(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToLong(Long::parseLong)
        .sum();
  }
}
