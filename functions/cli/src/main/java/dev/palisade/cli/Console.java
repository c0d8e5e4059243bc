package dev.palisade.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a command says and asks. Data goes to standard output; progress, questions and faults go to
 * standard error, so that {@code --json} can be piped.
 */
public final class Console {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
          .build();

  /** A colour, or a weight, of a piece of text on a terminal. */
  public enum Tint {
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    DIM("2"),
    BOLD("1");

    private final String code;

    Tint(String code) {
      this.code = code;
    }
  }

  private final PrintWriter out;
  private final PrintWriter err;
  private final BufferedReader in;
  private final boolean colour;

  /** A console over streams. */
  public Console(PrintWriter out, PrintWriter err, Reader in, boolean colour) {
    this.out = out;
    this.err = err;
    this.in = new BufferedReader(in);
    this.colour = colour;
  }

  /** The process's own streams; colours only on a terminal, and never where NO_COLOR is set. */
  public static Console ofThisProcess() {
    java.io.@org.jspecify.annotations.Nullable Console terminal = System.console();
    boolean colour = terminal != null && terminal.isTerminal() && System.getenv("NO_COLOR") == null;
    return new Console(
        writer(System.out),
        writer(System.err),
        new InputStreamReader(System.in, StandardCharsets.UTF_8),
        colour);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Where data goes. */
  public PrintWriter out() {
    return out;
  }

  /** Where everything else goes. */
  public PrintWriter err() {
    return err;
  }

  /** A line of data. */
  public void print(String line) {
    out.println(line);
    out.flush();
  }

  /** A value as JSON, on standard output. */
  public void json(Object value) {
    print(toJson(value));
  }

  /** A value as the JSON that {@link #json} prints. */
  public static String toJson(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + value, e);
    }
  }

  /** A line of progress. */
  public void say(String line) {
    err.println(line);
    err.flush();
  }

  /** Asks for yes; anything else, and the end of input, is a no. */
  public boolean ask(String question) {
    err.print(question + " [y/N] ");
    err.flush();
    try {
      String answer = in.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      return false;
    }
  }

  /** A text in a colour, where there are colours. */
  public String tint(Tint tint, String text) {
    return colour ? "\u001b[" + tint.code + "m" + text + "\u001b[0m" : text;
  }

  /** The trace of a fault, for {@code PALISADE_DEBUG}. */
  public static String trace(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
