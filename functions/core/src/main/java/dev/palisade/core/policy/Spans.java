package dev.palisade.core.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as policy writes them: a whole number above 0 and a unit, {@code 30m}, {@code 2h}, {@code
 * 7d}; a day is 24 hours, whatever the clocks do.
 */
public final class Spans {

  /** What a time looks like, for whoever checks a file without reading it. */
  public static final String PATTERN = "[1-9][0-9]{0,5}[smhdw]";

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhdw])");

  private Spans() {}

  /**
   * The time that a text says.
   *
   * @throws IllegalArgumentException if it says none
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no time; write a whole number and s, m, h, d or w, as 30m, 2h or 7d"
              .formatted(text));
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }

  /** A time as policy writes it, in the largest unit that says it in whole numbers. */
  public static String text(Duration time) {
    long seconds = time.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** Reads a time from the policy file. */
  static final class Reader extends StdScalarDeserializer<Duration> {

    private static final long serialVersionUID = 1L;

    Reader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText();
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        return (Duration)
            context.handleWeirdStringValue(Duration.class, text, "%s", e.getMessage());
      }
    }
  }

  /** Writes a time as the policy file has it. */
  static final class Writer extends StdScalarSerializer<Duration> {

    private static final long serialVersionUID = 1L;

    Writer() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(text(value));
    }
  }
}
