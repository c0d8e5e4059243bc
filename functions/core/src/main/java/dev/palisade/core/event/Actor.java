package dev.palisade.core.event;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Who made an API call, as CloudTrail's {@code userIdentity} says it.
 *
 * @param type {@code IAMUser}, {@code AssumedRole}, {@code Root}, {@code AWSService}, …; {@code
 *     Unknown} where the event names nobody
 * @param arn the caller's ARN; for a role session its {@code sts} ARN, whose session name the
 *     caller chose and which proves nothing
 * @param issuer the ARN of the role behind a session, with its path; empty for anybody else
 * @param account the caller's account
 * @param service the AWS service that called on somebody's behalf, or empty
 */
public record Actor(String type, String arn, String issuer, String account, String service) {

  /** Nobody is named. */
  public static final Actor UNKNOWN = new Actor("Unknown", "", "", "", "");

  /** The actor of an event, {@link #UNKNOWN} where it carries no {@code userIdentity}. */
  public static Actor of(Event event) {
    JsonNode identity = event.detail().path("userIdentity");
    if (!identity.isObject()) {
      return UNKNOWN;
    }
    return new Actor(
        identity.path("type").asText("Unknown"),
        identity.path("arn").asText(""),
        identity.at("/sessionContext/sessionIssuer/arn").asText(""),
        identity.path("accountId").asText(""),
        identity.path("invokedBy").asText(""));
  }

  /** The principal that stays the same over sessions: the role of a session, else the caller. */
  public String principal() {
    return issuer.isEmpty() ? arn : issuer;
  }

  /** The name of a role session, or empty. */
  public String session() {
    return type.equals("AssumedRole") ? arn.substring(arn.lastIndexOf('/') + 1) : "";
  }
}
