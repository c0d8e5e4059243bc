package dev.palisade.tickets.filing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.Write;
import dev.palisade.core.notice.Notice;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.platform.store.DynamoCaseStore;
import dev.palisade.platform.store.TicketBook;
import dev.palisade.tickets.aws.FindingNotes;
import dev.palisade.tickets.testing.Cases;
import dev.palisade.tickets.testing.Emulator;
import dev.palisade.tickets.testing.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Filing over a table of its own in the emulator, with a clock that tests move. */
public final class Rig {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  public final TicketBook book;
  public final Filing filing;
  private final DynamoCaseStore store;
  private final Systems systems;
  private volatile Instant now = Cases.OPENED;
  private volatile Policy policy;

  public Rig(Systems systems, String policyJson) {
    DynamoDbClient dynamo = Emulator.MINISTACK.client(DynamoDbClient.builder());
    String table = Table.in(dynamo);
    this.systems = systems;
    this.store = new DynamoCaseStore(dynamo, table, "test", "test");
    this.book = new TicketBook(dynamo, table);
    this.filing =
        new Filing(
            store,
            book,
            () -> policy,
            systems,
            new FindingNotes(region -> {
              throw new IllegalStateException("no finding led to these cases");
            }),
            () -> now);
    policyIs(policyJson);
  }

  public void policyIs(String json) {
    try {
      policy = Codec.plain().readValue(json, Policy.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public void later(Duration time) {
    now = now.plus(time);
  }

  public Instant now() {
    return now;
  }

  public Systems systems() {
    return systems;
  }

  /** A new case of a bucket in a state. */
  public Case stored(String bucket, CaseState state, String why) {
    later(Duration.ofSeconds(1));
    Case planned = Cases.planned("c-" + NUMBER.incrementAndGet() + "test", bucket, now);
    save(planned);
    return to(planned, state, why);
  }

  /** A case's next stage. */
  public Case to(Case item, CaseState state, String why) {
    later(Duration.ofSeconds(1));
    Case next =
        state == CaseState.VERIFIED || state == CaseState.FAILED
            ? item.state() == CaseState.PLANNED
                ? Cases.to(stored(item, CaseState.APPLYING), state, why, now)
                : Cases.to(item, state, why, now)
            : Cases.to(item, state, why, now);
    save(next);
    return next;
  }

  private Case stored(Case item, CaseState state) {
    Case next = Cases.to(item, state, "going on", now);
    save(next);
    return next;
  }

  public void save(Case item) {
    var place = store.standing(item.resource()).of(item.control());
    store.save(new Write(item, place.with(item), null, null));
  }

  /** Hands the notice of a case's latest stage over, as the queue does. */
  public Optional<FiledTicket> handle(Case item) {
    return filing.handle(
        new Notice(item.id(), item.version(), item.trail().size(), false), now.plusSeconds(60));
  }
}
