package dev.palisade.page.view;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.control.Severity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which cases somebody wants to see; what is empty lets all through.
 *
 * @param state name of a state, or {@code all}
 * @param account account id
 * @param control id of a control
 * @param severity name of a severity
 * @param text anything that id, resource, title, person or reason contain
 * @param page which page of the list, from 1
 */
public record Filter(
    String state, String account, String control, String severity, String text, int page) {

  /** What waits for people comes first: it is why they come. */
  public static final CaseState USUAL = CaseState.AWAITING_APPROVAL;

  /** Every state, whatever the filter says otherwise. */
  public static final String ALL = "all";

  private static final int LONGEST = 200;

  /** The filter in an address. */
  public static Filter of(Map<String, String> parameters) {
    return new Filter(
        text(parameters, "state"),
        text(parameters, "account"),
        text(parameters, "control"),
        text(parameters, "severity"),
        text(parameters, "text"),
        page(text(parameters, "page")));
  }

  private static String text(Map<String, String> parameters, String name) {
    String text = parameters.getOrDefault(name, "").strip();
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private static int page(String text) {
    return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 1;
  }

  /** The one state that is looked for; empty for all. */
  public Optional<CaseState> only() {
    if (state.equals(ALL)) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(CaseState.values())
            .filter(one -> one.name().equals(state))
            .findFirst()
            .orElse(USUAL));
  }

  /** Whether a case of the wanted state is let through. */
  boolean fits(Case item) {
    return fits(account, item.resource().account())
        && fits(control, item.control())
        && (Arrays.stream(Severity.values()).noneMatch(one -> one.name().equals(severity))
            || item.severity().name().equals(severity))
        && (text.isEmpty() || words(item).contains(text.toLowerCase(Locale.ROOT)));
  }

  private static boolean fits(String wanted, String there) {
    return wanted.isEmpty() || wanted.equals(there);
  }

  private static String words(Case item) {
    return String.join(
            "\n",
            item.id(),
            item.control(),
            item.title(),
            item.resource().arn(),
            item.scope().why(),
            item.origin().person(),
            item.origin().actor().arn(),
            item.reason())
        .toLowerCase(Locale.ROOT);
  }

  /** The address of another page of the same list. */
  String link(int number) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("state", state);
    parameters.put("account", account);
    parameters.put("control", control);
    parameters.put("severity", severity);
    parameters.put("text", text);
    parameters.put("page", String.valueOf(number));
    return "/cases?"
        + parameters.entrySet().stream()
            .filter(one -> !one.getValue().isEmpty())
            .map(one ->
                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }
}
