package dev.palisade.tickets.aws;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.Origin;
import dev.palisade.core.resource.Arn;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import dev.palisade.tickets.text.Clean;
import dev.palisade.tickets.text.Masking;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsUnprocessedFinding;

/**
 * The note on the Security Hub finding that started a case. A finding has one note, which says
 * where the case stands now, so that writing it twice changes nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindings.html">BatchUpdateFindings</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_NoteUpdate.html">NoteUpdate</a>
 */
public final class FindingNotes {

  private static final int LONGEST_NOTE = 512;
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
  private static final Set<String> PASSING = Set.of("ConcurrentUpdateError", "InternalFailure");

  private final Function<String, SecurityHubClient> regions;

  /**
   * Notes by the hub's account, which is Security Hub's administrator.
   *
   * @param regions a client per region: a finding is updated where it is
   */
  public FindingNotes(Function<String, SecurityHubClient> regions) {
    this.regions = regions;
  }

  /**
   * Says on its finding where a case stands; nothing where none led to it.
   *
   * @param ticket where its ticket is, or empty
   * @throws TicketException if Security Hub did not take it
   */
  public void write(Case item, String ticket) {
    Map<String, String> facts = item.origin().facts();
    String finding = facts.getOrDefault(Origin.FINDING, "");
    String product = facts.getOrDefault(Origin.FINDING_PRODUCT, "");
    if (finding.isEmpty() || product.isEmpty()) {
      return;
    }
    String text = text(item, ticket);
    String named = Arn.parse(product).region();
    String region = REGION.matcher(named).matches() ? named : item.resource().region();
    List<BatchUpdateFindingsUnprocessedFinding> left =
        ask(() ->
            regions
                .apply(region)
                .batchUpdateFindings(b ->
                    b.findingIdentifiers(f -> f.id(finding).productArn(product))
                        .note(n -> n.text(text).updatedBy("palisade")))
                .unprocessedFindings());
    if (!left.isEmpty()) {
      String code = left.getFirst().errorCode();
      throw new TicketException(
          PASSING.contains(code) ? Kind.LATER : Kind.REFUSED,
          "note on the finding: " + code + ": " + left.getFirst().errorMessage());
    }
  }

  private static String text(Case item, String ticket) {
    String where = ticket.isEmpty() ? "" : " Ticket: " + ticket + ".";
    String begin = "Palisade %s: %s. ".formatted(item.id(), item.state());
    String reason = Clean.line(Masking.text(item.reason()));
    int left = LONGEST_NOTE - begin.length() - where.length();
    return begin + Clean.cut(reason, Math.max(1, left)) + Clean.cut(where, LONGEST_NOTE / 2);
  }

  private static <T> T ask(Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      boolean passing = e.isThrottlingException() || e.statusCode() >= 500;
      throw new TicketException(
          passing ? Kind.LATER : Kind.REFUSED, "note on the finding: " + AwsCall.code(e), null, e);
    } catch (SdkException e) {
      // Written again later, whether it was written or not.
      throw new TicketException(Kind.LATER, "note on the finding: no answer", null, e);
    }
  }
}
