package dev.palisade.core.control;

/**
 * One AWS call that a control or gateway may make: the single place from which IAM statements and
 * the recognition of Palisade's own events come.
 *
 * @param action IAM action, {@code s3:PutBucketPublicAccessBlock}; often not the API's name
 * @param resources ARN pattern of the IAM statement with {@code {partition}} and {@code {account}},
 *     or {@code *} where the action knows no resources
 * @param event the name CloudTrail records the call under, as in the event's {@code eventName}
 */
public record Call(String action, String resources, String event) {

  /** A call whose CloudTrail event has the name of its IAM action. */
  public static Call of(String action, String resources) {
    return new Call(action, resources, action.substring(action.indexOf(':') + 1));
  }

  /** The same call, recorded by CloudTrail under another name than its IAM action. */
  public Call recordedAs(String eventName) {
    return new Call(action, resources, eventName);
  }

  /** The service prefix of the action, {@code s3}. */
  public String service() {
    return action.substring(0, action.indexOf(':'));
  }
}
