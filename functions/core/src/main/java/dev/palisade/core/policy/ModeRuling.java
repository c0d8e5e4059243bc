package dev.palisade.core.policy;

import java.util.List;

/**
 * The mode that counts, and what it was taken from.
 *
 * @param mode the mode
 * @param said everything that policy says of it there, in the order of the file; never empty
 */
public record ModeRuling(Mode mode, List<Said> said) {

  public ModeRuling {
    said = List.copyOf(said);
  }

  /**
   * One thing that policy says.
   *
   * @param mode the mode it says
   * @param pointer where, as a JSON pointer: {@code /accounts/222222222222}; empty for a mode that
   *     policy doesn't say
   * @param why it in words: {@code account 222222222222}
   */
  public record Said(Mode mode, String pointer, String why) {}

  /** What made the mode what it is: the first that says it. */
  public Said decisive() {
    return said.stream().filter(one -> one.mode() == mode).findFirst().orElseThrow();
  }
}
