package dev.palisade.page.view;

import dev.palisade.core.control.Severity;

/** Severities in words. */
final class Severities {

  private Severities() {}

  static String words(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "Critical";
      case HIGH -> "High";
      case MEDIUM -> "Medium";
      case LOW -> "Low";
    };
  }
}
