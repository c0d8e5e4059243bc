package dev.palisade.core.resource;

/**
 * One AWS resource, named so that it can be read: by type, by the id its service's API takes, by
 * ARN, account and region.
 *
 * <p>Account and region come from the event's envelope, never from its detail.
 *
 * @param type CloudFormation type name
 * @param id what the service's API takes: a bucket name, a group id, a role name
 * @param arn full ARN, the key of the resource everywhere in Palisade
 * @param account 12-digit account id
 * @param region region code, also for global services (the partition's home region)
 */
public record ResourceRef(String type, String id, String arn, String account, String region) {

  @Override
  public String toString() {
    return arn;
  }
}
