package dev.palisade.chatops.ingress;

/** Why a request is not taken; the caller is told the status only. */
enum Refusal {
  NOT_A_POST(401, "no POST"),
  TOO_LARGE(401, "the body is larger than Slack's ever are"),
  UNSIGNED(401, "signature or timestamp is missing or has another form"),
  LATE(401, "the timestamp is more than five minutes off"),
  FORGED(401, "no secret in force signs this body"),
  MALFORMED(403, "signed, but not a request that this app asks for"),
  FOREIGN_WORKSPACE(403, "not one of the allowed workspaces"),
  STRANGER(403, "the user belongs to another workspace"),
  REPLAYED(403, "the same request was here before");

  final int status;
  final String why;

  Refusal(int status, String why) {
    this.status = status;
    this.why = why;
  }
}
