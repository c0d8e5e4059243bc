package dev.palisade.core.engine;

import java.util.List;
import java.util.Map;

/** What a sweep needs to know and to send. */
public final class Sweep {

  private Sweep() {}

  /** The governed places, and the way to spread work over them. */
  public interface Places {
    /** Whether an account is governed; requests about others are refused. */
    boolean governs(String account);

    /** The governed accounts. */
    List<String> accounts();

    /** The governed regions. */
    List<String> regions();

    /** Sends requests to the domain's own queue. */
    void send(String detailType, List<Map<String, String>> details);
  }
}
