package dev.palisade.tickets.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.core.control.Severity;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.tickets.system.Note;
import dev.palisade.tickets.system.Ticket;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import dev.palisade.tickets.system.TicketRef;
import dev.palisade.tickets.system.TicketSystem;
import dev.palisade.tickets.text.Clean;
import dev.palisade.tickets.text.MarkdownText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.OpsItemAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.OpsItemDataType;
import software.amazon.awssdk.services.ssm.model.OpsItemDataValue;
import software.amazon.awssdk.services.ssm.model.OpsItemFilterKey;
import software.amazon.awssdk.services.ssm.model.OpsItemFilterOperator;
import software.amazon.awssdk.services.ssm.model.OpsItemNotFoundException;
import software.amazon.awssdk.services.ssm.model.OpsItemStatus;

/**
 * OpsItems of Systems Manager, in the hub's account. OpsCenter itself refuses a second open item
 * with the same deduplication string and resource, and says which one is there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateOpsItem.html">CreateOpsItem</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter-working-deduplication.html">Deduplication</a>
 */
public final class OpsItems implements TicketSystem {

  /** What {@code DescribeOpsItems} finds an item by. */
  private static final String KEY = "palisade-key";

  private static final int LONGEST_TITLE = 1024;
  private static final int LONGEST_DESCRIPTION = 2048;

  /** The last note's place in the operational data, which holds 20 KB a value. */
  private static final String NOTE = "palisade-note";

  private static final int LONGEST_NOTE = 8000;

  private final SsmClient ssm;
  private final String region;

  /** The items of the client's account and region. */
  public OpsItems(SsmClient ssm, String region) {
    this.ssm = ssm;
    this.region = region;
  }

  @Override
  public Duration settles() {
    return Duration.ofSeconds(30);
  }

  @Override
  public TicketRef create(Ticket ticket) {
    Map<String, OpsItemDataValue> data = new HashMap<>();
    data.put(
        "/aws/dedup",
        searchable(
            JsonNodeFactory.instance.objectNode().put("dedupString", ticket.key()).toString()));
    data.put(
        "/aws/resources",
        searchable(
            JsonNodeFactory.instance
                .arrayNode()
                .add(
                    JsonNodeFactory.instance.objectNode().put("arn", Clean.line(ticket.resource())))
                .toString()));
    data.put(KEY, searchable(ticket.key()));
    if (!ticket.owner().isEmpty()) {
      data.put("palisade-owner", searchable(Clean.line(ticket.owner())));
    }
    return answer(
        "create the OpsItem",
        true,
        () -> {
          try {
            return ref(
                ssm.createOpsItem(b ->
                        b.title(Clean.cut(Clean.line(ticket.title()), LONGEST_TITLE))
                            .description(MarkdownText.of(ticket.body(), LONGEST_DESCRIPTION))
                            .source("palisade")
                            .category("Security")
                            .severity(severity(ticket.severity()))
                            .operationalData(data))
                    .opsItemId());
          } catch (OpsItemAlreadyExistsException e) {
            return ref(e.opsItemId());
          }
        });
  }

  @Override
  public Optional<TicketRef> find(String key, Instant since) {
    String value =
        JsonNodeFactory.instance.objectNode().put("key", KEY).put("value", key).toString();
    return answer(
        "look for the OpsItem",
        false,
        () ->
            ssm
                .describeOpsItemsPaginator(b ->
                    b.opsItemFilters(f ->
                        f.key(OpsItemFilterKey.OPERATIONAL_DATA)
                            .operator(OpsItemFilterOperator.EQUAL)
                            .values(value)))
                .opsItemSummaries()
                .stream()
                .findFirst()
                .map(item -> ref(item.opsItemId())));
  }

  @Override
  public void update(TicketRef ref, Ticket ticket, Note note, boolean again) {
    write("update the OpsItem", ref, ticket, note, null);
  }

  @Override
  public void close(TicketRef ref, Ticket ticket, Note note, boolean again) {
    write("resolve the OpsItem", ref, ticket, note, OpsItemStatus.RESOLVED);
  }

  // Writes the same again when asked again: an OpsItem has no comments to be doubled.
  private void write(
      String what, TicketRef ref, Ticket ticket, Note note, @Nullable OpsItemStatus status) {
    String told = note.mark() + ": " + MarkdownText.of(note.body(), LONGEST_NOTE - 400);
    answer(
        what,
        true,
        () ->
            ssm.updateOpsItem(b ->
                b.opsItemId(ref.id())
                    .description(MarkdownText.of(ticket.body(), LONGEST_DESCRIPTION))
                    .status(status)
                    .operationalData(
                        Map.of(
                            NOTE,
                            OpsItemDataValue.builder()
                                .type(OpsItemDataType.STRING)
                                .value(Clean.cut(note.summary() + "\n\n" + told, LONGEST_NOTE))
                                .build()))));
  }

  private TicketRef ref(String id) {
    return new TicketRef(
        id,
        id,
        "https://%s.console.aws.amazon.com/systems-manager/opsitems/%s".formatted(region, id));
  }

  private static OpsItemDataValue searchable(String value) {
    return OpsItemDataValue.builder().type(OpsItemDataType.SEARCHABLE_STRING).value(value).build();
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "1";
      case HIGH -> "2";
      case MEDIUM -> "3";
      case LOW -> "4";
    };
  }

  private static <T> T answer(String what, boolean changes, Supplier<T> call) {
    try {
      return call.get();
    } catch (OpsItemNotFoundException e) {
      throw fault(Kind.MISSING, what, e);
    } catch (AwsServiceException e) {
      boolean passing = e.isThrottlingException() || e.statusCode() >= 500;
      Kind unknown = changes && e.statusCode() >= 500 ? Kind.UNANSWERED : Kind.LATER;
      throw fault(passing ? unknown : Kind.REFUSED, what + ": " + AwsCall.code(e), e);
    } catch (SdkException e) {
      throw fault(changes ? Kind.UNANSWERED : Kind.LATER, what, e);
    }
  }

  private static TicketException fault(Kind kind, String what, SdkException e) {
    return new TicketException(kind, what + ": " + e.getMessage(), null, e);
  }
}
