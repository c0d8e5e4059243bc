package dev.palisade.tickets.system;

import dev.palisade.tickets.text.Block;
import java.util.List;

/**
 * What is new about a ticket's case.
 *
 * @param mark begins the note in the system, {@code c-abc #4}: a note that was written although
 *     nobody said so is recognised by it
 * @param summary one line
 * @param body the note, without its mark
 */
public record Note(String mark, String summary, List<Block> body) {

  public Note {
    body = List.copyOf(body);
  }
}
