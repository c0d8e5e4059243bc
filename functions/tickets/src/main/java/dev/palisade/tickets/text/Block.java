package dev.palisade.tickets.text;

import java.util.List;

/** A piece of a ticket's text, without any product's markup. All texts in it are untrusted. */
public sealed interface Block {

  /** A heading; always one of our own. */
  record Heading(String text) implements Block {}

  /** Prose. */
  record Paragraph(String text) implements Block {}

  /** Names and values, a line each; the names are our own. */
  record Fields(List<Field> fields) implements Block {
    public Fields {
      fields = fields.stream().filter(one -> !one.value().isBlank()).toList();
    }
  }

  /** A name and its value. */
  record Field(String name, String value) {}

  /** Text to be shown as it is: commands, JSON. */
  record Code(String text) implements Block {}

  /** Lines of a list. */
  record Bullets(List<String> lines) implements Block {
    public Bullets {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A link.
   *
   * @param label what is shown; our own
   * @param url an {@code https} address
   */
  record Link(String label, String url) implements Block {}
}
