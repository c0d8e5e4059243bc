package dev.palisade.detection.trail;

import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;

/**
 * The settings of a trail; texts are empty where it has none.
 *
 * @param arn of the trail, with the account that owns it
 * @param homeRegion the region where it can be changed
 * @param organization whether it is an organization's trail
 * @param bucket where it writes
 * @param prefix of the objects there
 * @param topic ARN of the topic it tells
 * @param global whether events of global services are recorded
 * @param multiRegion whether events of all regions are recorded
 * @param validation whether it writes digests that show altered log files
 * @param key ARN of the KMS key of its log files
 * @param logGroup ARN of the log group that it writes to as well
 */
public record TrailSettings(
    String arn,
    String homeRegion,
    boolean organization,
    String bucket,
    String prefix,
    String topic,
    boolean global,
    boolean multiRegion,
    boolean validation,
    String key,
    String logGroup) {

  /** Whether only somebody else, or somewhere else, can change it. */
  boolean foreign(ResourceRef ref) {
    return organization
        || !homeRegion.equals(ref.region())
        || !Arn.parse(arn).account().equals(ref.account());
  }

  /** These settings with everything recorded and protected again that others record and protect. */
  TrailSettings atLeast(TrailSettings good) {
    return new TrailSettings(
        arn,
        homeRegion,
        organization,
        bucket,
        prefix,
        topic,
        global || good.global,
        multiRegion || good.multiRegion,
        validation || good.validation,
        key.isEmpty() ? good.key : key,
        logGroup);
  }

  /** These settings with the place and key of others, where others have any. */
  TrailSettings deliveringLike(TrailSettings good) {
    return new TrailSettings(
        arn,
        homeRegion,
        organization,
        good.bucket,
        good.prefix,
        topic,
        global,
        multiRegion,
        validation,
        good.key.isEmpty() ? key : good.key,
        logGroup);
  }

  TrailSettings validated() {
    return new TrailSettings(
        arn,
        homeRegion,
        organization,
        bucket,
        prefix,
        topic,
        global,
        multiRegion,
        true,
        key,
        logGroup);
  }

  /** These settings without a log group, whose delivery needs a role to be passed. */
  TrailSettings withoutLogGroup() {
    return new TrailSettings(
        arn,
        homeRegion,
        organization,
        bucket,
        prefix,
        topic,
        global,
        multiRegion,
        validation,
        key,
        "");
  }

  /** Whether these record or protect less than others. */
  boolean weakerThan(TrailSettings other) {
    return (other.global && !global)
        || (other.multiRegion && !multiRegion)
        || (other.validation && !validation)
        || (!other.key.isEmpty() && key.isEmpty());
  }
}
