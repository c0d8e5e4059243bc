package dev.palisade.e2e.contract;

import java.util.Map;

/** What LocalStack's last open core (4.9.2) lacks of what the gateways need. */
final class OpenCore {

  private static final String REFUSES_NOTHING = "Expecting code to raise a throwable";

  /** By the names of {@link Needs}, a part of what a test says that fails for it. */
  static final Map<String, String> LACKS =
      Map.of(
          Needs.SERVICE_SPECIFIC_CREDENTIALS, "No such service bedrock.amazonaws.com is supported",
          Needs.METADATA_OPTIONS, "exception while calling ec2.ModifyInstanceMetadataOptions",
          Needs.BUCKET_OWNER, REFUSES_NOTHING,
          Needs.TRUST_CONDITIONS, REFUSES_NOTHING,
          Needs.TRUST, REFUSES_NOTHING);

  private OpenCore() {}
}
