package dev.palisade.compute.instance;

/**
 * How an instance answers requests for its metadata, its role's credentials among them.
 *
 * @param httpEndpoint {@code enabled} or {@code disabled}
 * @param httpTokens {@code required} (IMDSv2 only) or {@code optional} (IMDSv1 answers too)
 * @param hopLimit how many network hops an answer with a token survives, 1 to 64; containers need 2
 * @param state {@code applied}, or {@code pending} while AWS is still changing the options
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsResponse.html">
 *     InstanceMetadataOptionsResponse</a>
 */
public record MetadataOptions(String httpEndpoint, String httpTokens, int hopLimit, String state) {

  /** The value under which only requests with a token are answered. */
  static final String REQUIRED = "required";

  boolean answersWithoutToken() {
    return !httpEndpoint.equals("disabled") && !httpTokens.equals(REQUIRED);
  }

  MetadataOptions withHttpTokens(String value) {
    return new MetadataOptions(httpEndpoint, value, hopLimit, state);
  }
}
