package dev.palisade.platform.desk;

import dev.palisade.core.audit.Digest;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Proof of who calls, for a function, which sees no caller: a presigned {@code GetCallerIdentity},
 * good for a minute, that the function sends to STS itself. A signed header binds it to one
 * request, so that it proves nothing for another.
 *
 * @param url the presigned URL; whoever has it can learn the caller's name, and nothing else
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">
 *     GetCallerIdentity</a>
 */
public record CallerProof(String url) {

  /** How long a proof is good. */
  public static final Duration LASTS = Duration.ofMinutes(1);

  /** The signed header that names the request, by its digest. */
  public static final String HEADER = "x-palisade-request";

  /** What the header says for a request's text. */
  public static String binding(String request) {
    return Digest.of("palisade-desk", request);
  }

  /**
   * Makes a proof for a request.
   *
   * @param sts endpoint of STS in the hub's region
   */
  public static CallerProof of(
      String request, URI sts, String region, AwsCredentialsIdentity credentials) {
    SdkHttpRequest call =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(sts)
            .encodedPath("/")
            .putRawQueryParameter("Action", "GetCallerIdentity")
            .putRawQueryParameter("Version", "2011-06-15")
            .putHeader(HEADER, binding(request))
            .build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(credentials)
                    .request(call)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                    .putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, LASTS));
    return new CallerProof(signed.request().getUri().toString());
  }
}
