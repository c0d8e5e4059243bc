package dev.palisade.page.view;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.cases.Question;
import dev.palisade.core.control.Severity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list of cases.
 *
 * @param filter what was asked for
 * @param states what can be asked for, and in which words
 * @param severities likewise
 * @param rows one page of what fits
 * @param count how many fit, in words
 * @param newer address of the page before, or empty
 * @param older address of the page after, or empty
 */
public record CaseList(
    Filter filter,
    List<Option> states,
    List<Option> severities,
    List<Row> rows,
    String count,
    String newer,
    String older) {

  private static final int PAGE = 50;

  /** A choice of a list. */
  public record Option(String value, String words, boolean chosen) {}

  /**
   * A case in a line.
   *
   * @param waits until when it waits for people and what happens then, or empty
   */
  public record Row(
      String id,
      String title,
      String control,
      String severity,
      String resource,
      String place,
      String state,
      String tone,
      Times.Moment updated,
      String waits) {}

  /** The list of what fits among cases of the wanted state. */
  public static CaseList of(List<Case> cases, Filter filter, Instant now) {
    List<Case> fitting = cases.stream().filter(filter::fits).toList();
    int from = Math.min((filter.page() - 1) * PAGE, fitting.size());
    int to = Math.min(from + PAGE, fitting.size());
    return new CaseList(
        filter,
        states(filter),
        Stream.concat(
                Stream.of(new Option("", "Any", filter.severity().isEmpty())),
                Arrays.stream(Severity.values())
                    .map(one ->
                        new Option(
                            one.name(),
                            Severities.words(one),
                            one.name().equals(filter.severity()))))
            .toList(),
        fitting.subList(from, to).stream().map(item -> row(item, now)).toList(),
        count(fitting.size(), from, to),
        from > 0 ? filter.link(filter.page() - 1) : "",
        to < fitting.size() ? filter.link(filter.page() + 1) : "");
  }

  private static List<Option> states(Filter filter) {
    CaseState only = filter.only().orElse(null);
    Stream<Option> others =
        Arrays.stream(CaseState.values())
            .filter(state -> state != Filter.USUAL)
            .map(state -> option(state, only));
    return Stream.concat(
            Stream.of(
                option(Filter.USUAL, only), new Option(Filter.ALL, "All cases", only == null)),
            others)
        .toList();
  }

  private static Option option(CaseState state, @Nullable CaseState chosen) {
    return new Option(state.name(), StateWords.of(state), state == chosen);
  }

  private static String count(int all, int from, int to) {
    if (all == 0) {
      return "No case fits.";
    }
    String cases = all == 1 ? "1 case" : all + " cases";
    return all <= PAGE ? cases + "." : "%s, %d to %d shown.".formatted(cases, from + 1, to);
  }

  static Row row(Case item, Instant now) {
    return new Row(
        item.id(),
        item.title(),
        item.control(),
        item.severity().name(),
        item.resource().arn(),
        item.resource().account() + ", " + item.resource().region(),
        StateWords.of(item.state()),
        StateWords.tone(item.state()),
        Times.of(item.updatedAt(), now),
        waits(item, now));
  }

  private static String waits(Case item, Instant now) {
    Question question = item.question();
    return question == null || item.state() != CaseState.AWAITING_APPROVAL
        ? ""
        : "Until %s (%s); then %s"
            .formatted(
                Times.of(question.deadline(), now).words(),
                Times.of(question.deadline(), now).distance(),
                question.atExpiry().words());
  }
}
