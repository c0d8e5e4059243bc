package dev.palisade.platform.desk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * What a person at the command line asks the function {@code palisade-desk} for. It is sent as
 * text, and the caller's proof of identity is bound to that text: see {@link CallerProof}.
 *
 * @param action what is asked for
 * @param members its particulars, by name
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record DeskRequest(Action action, Map<String, String> members) {

  /** Fills in what is left out. */
  public DeskRequest {
    members = Map.copyOf(members);
  }

  /** What can be asked for, with its members. */
  public enum Action {
    /** {@code case, plan, yes, reason}. */
    DECIDE,
    /** {@code case, reason}. */
    TICKET,
    /**
     * {@code reason, lasts}, and {@code case}, or {@code resource, control, account, tag, owner}.
     */
    EXEMPT,
    /** {@code id, reason}. */
    END_EXEMPTION,
    /** {@code reason}. */
    FREEZE,
    /** Nothing. */
    UNFREEZE,
    /** {@code case, force}. */
    UNDO,
    /** {@code since, force}. */
    UNDO_ALL,
    /** {@code domain, resource, type, account, region, control, ask}. */
    FIX,
    /** {@code domain, resource, type, account, region, control, reason}. */
    QUARANTINE,
    /** {@code case, reason, force}. */
    RELEASE
  }

  /** A member, or empty. */
  public String get(String name) {
    return members.getOrDefault(name, "");
  }

  /** Whether a member says {@code true}. */
  public boolean is(String name) {
    return get(name).equals("true");
  }
}
