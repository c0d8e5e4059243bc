package dev.palisade.cli.incident;

import dev.palisade.core.resource.Arn;

/** Short names for pictures and lines; the whole name stands beside them. */
final class Names {

  private Names() {}

  /** {@code role ml-engineer}, {@code s3 churn-training}; a text that is no ARN as it is. */
  static String of(String text) {
    if (!Arn.looksLike(text)) {
      return text;
    }
    Arn arn = Arn.parse(text);
    int end = arn.resource().indexOf('/');
    String kind =
        arn.service().equals("iam") && end > 0 ? arn.resource().substring(0, end) : arn.service();
    return kind + " " + arn.lastPart();
  }

  /** {@code 1 call}, {@code 2 calls}. */
  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** At most so many characters. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** Without what a terminal would obey: strangers wrote it. */
  static String shown(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]", "?");
  }
}
