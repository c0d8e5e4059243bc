package dev.palisade.cli.incident;

import java.util.List;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/**
 * One question to a place's event history, which takes a single attribute or none.
 *
 * @param key the attribute; {@link LookupAttributeKey#UNKNOWN_TO_SDK_VERSION} for everything
 * @param value its value
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">
 *     LookupEvents</a>
 */
record Lookup(LookupAttributeKey key, String value) {

  /** Everything: for what the history can't be asked by, an address for instance. */
  static final Lookup ALL = new Lookup(LookupAttributeKey.UNKNOWN_TO_SDK_VERSION, "");

  private static final int PAGE = 50;

  static Lookup resource(String name) {
    return new Lookup(LookupAttributeKey.RESOURCE_NAME, name);
  }

  static Lookup user(String name) {
    return new Lookup(LookupAttributeKey.USERNAME, name);
  }

  static Lookup accessKey(String id) {
    return new Lookup(LookupAttributeKey.ACCESS_KEY_ID, id);
  }

  LookupEventsRequest request(Window window) {
    LookupEventsRequest.Builder request =
        LookupEventsRequest.builder()
            .startTime(window.since())
            .endTime(window.until())
            .maxResults(PAGE);
    if (!equals(ALL)) {
      request.lookupAttributes(
          List.of(LookupAttribute.builder().attributeKey(key).attributeValue(value).build()));
    }
    return request.build();
  }

  @Override
  public String toString() {
    return equals(ALL) ? "everything" : "%s %s".formatted(key, value);
  }
}
