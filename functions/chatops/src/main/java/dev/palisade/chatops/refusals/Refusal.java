package dev.palisade.chatops.refusals;

/** Why a request is not taken; the caller is told the status only. */
public enum Refusal {
  NOT_A_POST(401, "no POST"),
  TOO_LARGE(401, "the body is larger than Slack's ever are"),
  UNSIGNED(401, "signature or timestamp is missing or has another form"),
  LATE(401, "the timestamp is more than five minutes off"),
  FORGED(401, "no secret in force signs this body"),
  MALFORMED(403, "signed, but not a request that this app asks for"),
  FOREIGN_WORKSPACE(403, "not one of the allowed workspaces"),
  STRANGER(403, "the user belongs to another workspace"),
  REPLAYED(403, "the same request was here before");

  private final int status;
  private final String why;

  Refusal(int status, String why) {
    this.status = status;
    this.why = why;
  }

  /** The HTTP status that the caller is told. */
  public int status() {
    return status;
  }

  /** The reason in words, for the log and the journal; nothing of the request is in it. */
  public String why() {
    return why;
  }
}
