package dev.palisade.core.policy;

import java.util.List;

/**
 * A verdict that can say why.
 *
 * @param verdict what to do
 * @param because the rules that decided, most decisive first; never empty
 */
public record Decision(Verdict verdict, List<String> because) {

  /** The reason to ask where somebody started a fix by hand: they look before it is applied. */
  public static final String BY_HAND = "started by hand: it is shown before it is applied";

  /** How the reason begins where a tag of the resource lets a finding stand. */
  public static final String BY_TAG = "exempt by its tag ";

  public Decision {
    because = List.copyOf(because);
  }

  /** A verdict for one reason. */
  public static Decision of(Verdict verdict, String reason) {
    return new Decision(verdict, List.of(reason));
  }

  /** The reasons in one line. */
  public String why() {
    return String.join("; ", because);
  }
}
