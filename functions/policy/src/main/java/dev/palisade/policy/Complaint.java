package dev.palisade.policy;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Something about a policy that is wrong, or hardly what somebody wants.
 *
 * @param level how bad it is
 * @param line where in the file, from 1; 0 where it is about what the file doesn't say
 * @param column from 1
 * @param path what it is about, {@code windows[0].from}; empty for the whole file
 * @param message what is wrong and what would be right
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Complaint(Level level, int line, int column, String path, String message) {

  /** How bad it is. */
  public enum Level {
    /** The policy is refused. */
    ERROR,
    /** It is deployed, but does not do what it seems to say. */
    WARNING
  }

  /** Whether the policy is refused for it. */
  public boolean isError() {
    return level == Level.ERROR;
  }

  /** One line: {@code 12:3 error windows[0].from: …}. */
  public String text() {
    String what = path.isEmpty() ? message : path + ": " + message;
    return "%d:%d %s %s".formatted(line, column, isError() ? "error" : "warning", what);
  }
}
