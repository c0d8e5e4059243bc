package dev.palisade.cli.bench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what was measured as a page of the documentation, in Markdown. */
public final class FiguresPage {

  private static final String ABOUT =
      """
      # Performance

      <!-- Written by `./palisade bench --write`; don't edit. -->

      Measured on %s by `%s` on a machine with %d cores, in a fresh local AWS of its own with Palisade
      deployed by `cdk deploy`. Counts don't depend on the machine. Times are this machine's, and say little about AWS.

      """;

  private static final String CALLS =
      """
      ## AWS calls per event

      Counted at the endpoint by the trace id that each invocation of a function sends with its calls: reads and
      changes in the governed account, table, schedules and audit log. The audit log is written by another function,
      `palisade-notices`, which the table's stream hands the stages of cases to: its `s3:PutObject` counts here with
      what it keeps. Stages that come within a second of each other, as a fix's do, are one object, since every
      object holds the case's whole trail. What is told to people (mail, chat, tickets) is not counted.

      | situation | is |
      | --- | --- |
      | holds | the resource is as the control wants it |
      | asks | it is not, and a person is asked |
      | fix | from reading, or from a person's yes, to the proof that it holds again |
      | own events | looking at the events that the fix itself caused: the ledger knows them, so nothing is judged |

      *kept* counts what no event causes: a session of a role lasts an hour and the policy a minute in each instance of
      a function, so now and then an event meets one that fetches them (`sts:AssumeRole`, two calls to `appconfig`).

      ### S3.PublicAccess beside other buckets

      Of a warm function, and with all calls: nothing is left out, and nothing had to be fetched anew. At most 4 where
      it holds and 8 for a fix, and not one more beside more buckets; the command fails where that is not so. An
      instance's first write reads once more, the backlog guard's item.

      """;

  private static final String WORDS =
      """

      Where it holds, these are: one query for all that the table knows of the bucket (cases, hold, AI scope,
      baseline), one read of the facet that the event is about, one write of how the event ended. A fix reads the tags
      as well, since only a finding needs to know whose bucket it is; a transaction writes case, ledger and lease and
      checks freeze, limits and that nobody gave an exemption since the function last read them; then come the change,
      the proof by reading again, a transaction that ends the case and the event, and one object of the audit log.

      """;

  private static final String CONTROLS =
      """
      ### Every control

      By the first gap that the [sample workload](../samplemodels/README.md) has for it. *holds* is asked for after
      the fix, as `./palisade fix ARN --remote` does; what was contained holds only once somebody recreates it.
      Several cases of one event (an open bucket policy is two controls' affair) are counted together. Where AWS takes
      its time (a notebook stops, an instance changes its options) a fix is several invocations. *own events* is 0
      where no control waits for what the fix calls.

      """;

  private static final String TIME =
      """

      ## Time from event to proof

      S3.PublicAccess, from before the client's call to the case's end, through trail, bus, queue and function. Warm:
      an instance of the function is there. Cold: the local AWS was stopped and started just before, so that the
      first fix waits for the start of the function's process, a whole JVM here where AWS restores a snapshot
      (SnapStart). On AWS CloudTrail's own delivery to EventBridge comes on top, and is longer than all of this.

      | measured | seconds |
      | --- | ---: |
      """;

  private FiguresPage() {}

  /** The page. */
  public static String of(Measurements found, String command, LocalDate day, int cores) {
    StringBuilder page = new StringBuilder();
    page.append(ABOUT.formatted(day, command, cores)).append(CALLS);
    rows(page, found.buckets(), true);
    page.append(WORDS);
    if (!found.controls().isEmpty()) {
      page.append(CONTROLS);
      rows(page, found.controls(), false);
    }
    page.append(TIME);
    int samples = found.samples().size();
    page.append(row("event to verified, warm, p50 of " + samples, found.p50()));
    page.append(row("event to verified, warm, p95 of " + samples, found.p95()));
    page.append(row("process start to first fix verified, cold", found.firstFix()));
    return page.toString();
  }

  private static void rows(StringBuilder page, List<Calls> calls, boolean withOthers) {
    page.append("| control | situation |").append(withOthers ? " other buckets |" : "");
    page.append(" calls | kept | invocations | which calls |\n| --- | --- |");
    page.append(withOthers ? " ---: |" : "").append(" ---: | ---: | ---: | --- |\n");
    for (Calls one : calls) {
      page.append("| %s | %s |".formatted(one.control(), one.situation()));
      page.append(withOthers ? String.format(Locale.ROOT, " %,d |", one.others()) : "");
      page.append(" %d | %d |".formatted(one.total(), one.once()));
      page.append(" %d | %s |\n".formatted(one.invocations(), which(one.operations())));
    }
  }

  private static String which(Map<String, Integer> operations) {
    return operations.entrySet().stream()
        .map(entry ->
            entry.getValue() == 1 ? entry.getKey() : entry.getValue() + " " + entry.getKey())
        .reduce((a, b) -> a + ", " + b)
        .orElse("none");
  }

  private static String row(String what, Duration time) {
    return String.format(Locale.ROOT, "| %s | %.2f |\n", what, time.toMillis() / 1000.0);
  }
}
