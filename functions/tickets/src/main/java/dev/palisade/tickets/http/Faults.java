package dev.palisade.tickets.http;

import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What an answer that is no success means.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">Retry-After</a>
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately">GitHub's
 *     rate limits, which answer 403 too</a>
 */
final class Faults {

  private static final Duration LONGEST = Duration.ofHours(1);

  private Faults() {}

  static TicketException of(
      String what, boolean changes, int status, HttpHeaders headers, String reason) {
    @Nullable Duration after = after(headers);
    Kind kind = kind(status, changes, after != null || isSpent(headers));
    String said = reason.isEmpty() ? "" : ": " + reason;
    return new TicketException(kind, "%s: %d%s".formatted(what, status, said), after, null);
  }

  private static Kind kind(int status, boolean changes, boolean throttled) {
    return switch (status) {
      case 401 -> Kind.UNKNOWN_CALLER;
      case 403 -> throttled ? Kind.LATER : Kind.REFUSED;
      case 404, 410 -> Kind.MISSING;
      case 409, 423, 425, 429 -> Kind.LATER;
      case 503 -> throttled || !changes ? Kind.LATER : Kind.UNANSWERED;
      case 408 -> changes ? Kind.UNANSWERED : Kind.LATER;
      default -> {
        if (status >= 500) {
          yield changes ? Kind.UNANSWERED : Kind.LATER;
        }
        yield Kind.REFUSED;
      }
    };
  }

  private static boolean isSpent(HttpHeaders headers) {
    return headers.firstValue("x-ratelimit-remaining").filter("0"::equals).isPresent();
  }

  private static @Nullable Duration after(HttpHeaders headers) {
    @Nullable Duration asked =
        headers.firstValue("retry-after").map(Faults::retryAfter).orElse(null);
    if (asked == null && isSpent(headers)) {
      asked =
          headers
              .firstValue("x-ratelimit-reset")
              .filter(text -> text.matches("\\d{1,12}"))
              .map(text ->
                  Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(text))))
              .orElse(null);
    }
    if (asked == null) {
      return null;
    }
    return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static @Nullable Duration retryAfter(String text) {
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      return Duration.between(
          Instant.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
