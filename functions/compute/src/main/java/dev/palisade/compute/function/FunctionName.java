package dev.palisade.compute.function;

/**
 * The name of a function in the forms that Lambda's API takes and CloudTrail repeats: {@code name},
 * {@code name:alias}, {@code 222222222222:function:name}, and ARNs of these.
 *
 * @param name the function's name alone
 * @param qualifier the alias or version behind it, empty for none
 */
record FunctionName(String name, String qualifier) {

  static FunctionName of(String text) {
    String[] parts = text.substring(after(text)).split(":", 2);
    String qualifier = parts.length > 1 ? parts[1] : "";
    return new FunctionName(parts[0], qualifier.equals("$LATEST") ? "" : qualifier);
  }

  private static int after(String text) {
    int at = text.indexOf("function:");
    return at < 0 ? 0 : at + "function:".length();
  }
}
