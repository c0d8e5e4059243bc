package dev.palisade.tickets.filing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.core.plan.Codec;
import dev.palisade.tickets.aws.OpsItems;
import dev.palisade.tickets.system.Note;
import dev.palisade.tickets.system.Ticket;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import dev.palisade.tickets.system.TicketRef;
import dev.palisade.tickets.system.TicketSystem;
import dev.palisade.tickets.testing.Emulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.OpsItem;
import software.amazon.awssdk.services.ssm.model.OpsItemStatus;

/** Filing in OpsCenter, as the local AWS has it. */
class OpsItemsFilingTest extends FilingContract {

  private final SsmClient ssm = Emulator.MINISTACK.client(SsmClient.builder());
  private final Map<String, Boolean> made = new ConcurrentHashMap<>();
  private volatile boolean losing;

  @Override
  protected Rig rig() {
    return new Rig(
        new Systems() {
          @Override
          public TicketSystem of(String system, String project) {
            return new Losing(new OpsItems(ssm, Emulator.REGION));
          }

          @Override
          public void forget(String system) {
            throw new IllegalStateException("it has no credentials");
          }

          @Override
          public String assignee(String system, String owner) {
            return "";
          }
        },
        "{\"version\": 1, \"tickets\": {\"default\": \"opsitems\"}}");
  }

  @Override
  protected void loseNextAnswer() {
    losing = true;
  }

  /** The emulator can't keep an answer back; this does, once the item is there. */
  private final class Losing implements TicketSystem {
    private final OpsItems items;

    Losing(OpsItems items) {
      this.items = items;
    }

    @Override
    public TicketRef create(Ticket ticket) {
      TicketRef ref = items.create(ticket);
      made.put(ref.id(), true);
      if (losing) {
        losing = false;
        throw new TicketException(Kind.UNANSWERED, "create the OpsItem: no answer");
      }
      return ref;
    }

    @Override
    public Optional<TicketRef> find(String key, Instant since) {
      return items.find(key, since);
    }

    @Override
    public Duration settles() {
      return items.settles();
    }

    @Override
    public void update(TicketRef ref, Ticket ticket, Note note, boolean again) {
      items.update(ref, ticket, note, again);
    }

    @Override
    public void close(TicketRef ref, Ticket ticket, Note note, boolean again) {
      items.close(ref, ticket, note, again);
    }
  }

  @Override
  protected List<Kept> kept() {
    return made.keySet().stream()
        .map(id -> ssm.getOpsItem(b -> b.opsItemId(id)).opsItem())
        .map(OpsItemsFilingTest::kept)
        .toList();
  }

  private static Kept kept(OpsItem item) {
    List<String> notes =
        Stream.ofNullable(item.operationalData().get("palisade-note"))
            .map(value -> value.value().replace("\\", ""))
            .toList();
    return new Kept(
        item.description() + resources(item), notes, item.status() == OpsItemStatus.RESOLVED);
  }

  private static String resources(OpsItem item) {
    try {
      return Codec.plain()
          .readTree(item.operationalData().get("/aws/resources").value())
          .at("/0/arn")
          .asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
