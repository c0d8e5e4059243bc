package dev.palisade.core.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.iam.PolicyDocument.Statement;
import dev.palisade.core.resource.Arn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How far a statement of a resource or trust policy is open to everyone.
 *
 * <p>A condition narrows when anonymous and foreign callers can't meet it: a positive operator on a
 * key that says who calls or from where, with fixed values. Operators that pass when the key is
 * missing ({@code …IfExists}, {@code ForAllValues:}) stop nobody who is anonymous.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
 *     meaning of "public"</a>
 */
public enum Openness {
  /** Not open: a named principal, a Deny, or a condition that narrows. */
  CLOSED,
  /** Open to everyone who meets a condition of which nobody can say here how many that are. */
  DOUBTFUL,
  /** Open to everyone. */
  OPEN;

  private static final Set<String> FIXED =
      Set.of(
          "aws:principalorgid",
          "aws:principalaccount",
          "aws:sourceaccount",
          "aws:sourceowner",
          "aws:sourceorgid",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:userid",
          "s3:dataaccesspointaccount");

  private static final Set<String> ARNS =
      Set.of("aws:principalarn", "aws:sourcearn", "aws:sourcevpcarn", "s3:dataaccesspointarn");

  private static final Set<String> PATHS = Set.of("aws:principalorgpaths", "aws:sourceorgpaths");

  private static final Set<String> POSITIVE =
      Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike");

  private static final Pattern ORG_PATH = Pattern.compile("o-[a-z0-9]+/.*");

  /** How open a statement is. */
  public static Openness of(Statement statement) {
    if (!statement.allows() || !statement.namesEveryone()) {
      return CLOSED;
    }
    // All conditions of a statement must be met, so the narrowest one decides.
    Openness least = OPEN;
    for (Map.Entry<String, JsonNode> operator : statement.json().path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        Openness one = of(lower(operator.getKey()), lower(key.getKey()), key.getValue());
        least = one.compareTo(least) < 0 ? one : least;
      }
    }
    return least;
  }

  private static Openness of(String operator, String key, JsonNode member) {
    List<String> values = Statement.texts(member).toList();
    if (values.isEmpty()) {
      return DOUBTFUL;
    }
    boolean knowsKey =
        FIXED.contains(key) || ARNS.contains(key) || PATHS.contains(key) || sourceIp(key);
    if (operator.endsWith("ifexists") || operator.startsWith("forallvalues:")) {
      return knowsKey ? OPEN : DOUBTFUL;
    }
    if (operator.equals("bool") && key.equals("aws:securetransport")) {
      return OPEN;
    }
    String plain = operator.replaceFirst("^foranyvalue:", "");
    boolean positive = sourceIp(key) ? plain.equals("ipaddress") : POSITIVE.contains(plain);
    if (!positive || !knowsKey) {
      return everything(plain, values) ? OPEN : DOUBTFUL;
    }
    // One of the values is enough to meet the condition, so the widest one decides.
    return values.stream().map(value -> value(key, value)).max(Openness::compareTo).orElseThrow();
  }

  private static Openness value(String key, String value) {
    if (sourceIp(key)) {
      return network(value);
    }
    if (value.chars().allMatch(c -> c == '*')) {
      return OPEN;
    }
    if (value.contains("${")) {
      return DOUBTFUL;
    }
    boolean narrow =
        ARNS.contains(key)
            ? namesAccount(value)
            : PATHS.contains(key) ? ORG_PATH.matcher(value).matches() : !wild(value);
    return narrow ? CLOSED : DOUBTFUL;
  }

  // A wildcard in the account takes in every account; ARNs of buckets name none, so they must be
  // fixed throughout.
  private static boolean namesAccount(String value) {
    if (!Arn.looksLike(value)) {
      return false;
    }
    String account = value.split(":", 6)[4];
    return account.isEmpty() ? !wild(value) : account.matches("\\d{12}");
  }

  // S3 itself calls ranges wider than /8 (IPv4) and /32 (IPv6) public.
  private static Openness network(String value) {
    boolean v6 = value.contains(":");
    int slash = value.indexOf('/');
    if (slash < 0) {
      return value.matches("[0-9a-fA-F.:]+") ? CLOSED : DOUBTFUL;
    }
    String bits = value.substring(slash + 1);
    if (!bits.matches("\\d{1,3}")) {
      return DOUBTFUL;
    }
    int length = Integer.parseInt(bits);
    return length == 0 ? OPEN : length >= (v6 ? 32 : 8) ? CLOSED : DOUBTFUL;
  }

  private static boolean everything(String operator, List<String> values) {
    return (operator.equals("stringlike") || operator.equals("arnlike"))
        && values.stream().anyMatch(value -> value.chars().allMatch(c -> c == '*'));
  }

  private static boolean sourceIp(String key) {
    return key.equals("aws:sourceip");
  }

  private static boolean wild(String value) {
    return value.contains("*") || value.contains("?");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
