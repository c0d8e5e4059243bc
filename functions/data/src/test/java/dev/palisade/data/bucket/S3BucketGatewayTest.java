package dev.palisade.data.bucket;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.data.bucket.BucketChange.DeleteBucketOwnershipControls;
import dev.palisade.data.bucket.BucketChange.DeleteBucketPolicy;
import dev.palisade.data.bucket.BucketChange.DeletePublicAccessBlock;
import dev.palisade.data.bucket.BucketChange.PutBucketAcl;
import dev.palisade.data.bucket.BucketChange.PutBucketEncryption;
import dev.palisade.data.bucket.BucketChange.PutBucketOwnershipControls;
import dev.palisade.data.bucket.BucketChange.PutBucketPolicy;
import dev.palisade.data.bucket.BucketChange.PutPublicAccessBlock;
import dev.palisade.platform.aws.AwsSession;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** What the gateway sends: emulators don't check the expected owner, so it is checked here. */
class S3BucketGatewayTest {

  private static final String ACCOUNT = "222222222222";
  private static final ResourceRef REF = Bucket.TYPE.ref(ACCOUNT, "eu-west-1", "sample");
  private static final Acl ACL =
      new Acl("o", List.of(new Acl.Grant("CanonicalUser", "o", "FULL_CONTROL")));

  @RegisterExtension
  static final WireMockExtension S3 =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  @ParameterizedTest
  @EnumSource(BucketFacet.class)
  void readsOnlyBucketsOfTheSessionsAccount(BucketFacet facet) {
    answer(404, "<Error><Code>NoSuchOwnershipControls</Code></Error>");
    S3.stubFor(
        any(urlMatching(".*[?]acl"))
            .willReturn(
                aResponse()
                    .withBody(
                        "<AccessControlPolicy><Owner><ID>o</ID></Owner></AccessControlPolicy>")));
    assertThatThrownBy(() -> gateway().read(REF, Set.of(facet)))
        .isInstanceOf(GatewayException.class);
    assertThat(requests()).hasSize(facet.calls().size());
    assertAllNameTheOwner();
  }

  @ParameterizedTest
  @EnumSource(BucketFacet.class)
  void aBucketThatIsGoneIsAState(BucketFacet facet) {
    answer(404, "<Error><Code>NoSuchBucket</Code></Error>");
    assertThat(gateway().read(REF, Set.of(facet))).isEqualTo(Bucket.GONE);
  }

  @ParameterizedTest
  @MethodSource
  void changesOnlyBucketsOfTheSessionsAccount(BucketChange change) {
    answer(200, "");
    gateway().execute(REF, change);
    assertThat(requests()).hasSize(1);
    assertAllNameTheOwner();
  }

  static Stream<BucketChange> changesOnlyBucketsOfTheSessionsAccount() {
    return Stream.of(
        new PutPublicAccessBlock(PublicAccessBlock.NONE, PublicAccessBlock.ALL),
        new DeletePublicAccessBlock(PublicAccessBlock.ALL),
        new PutBucketPolicy("", "{}"),
        new DeleteBucketPolicy("{}"),
        new PutBucketAcl(ACL, ACL),
        new PutBucketOwnershipControls("", "BucketOwnerEnforced"),
        new DeleteBucketOwnershipControls("BucketOwnerEnforced"),
        new PutBucketEncryption(Encryption.SSE_S3, Encryption.SSE_S3));
  }

  @Test
  void sendsThePolicyAsItIsWritten() {
    answer(200, "");
    String policy = "{ \"Id\":\"\\u00e9 é 🦊\",\n\"Statement\":[]}";
    gateway().execute(REF, new PutBucketPolicy("", policy));
    assertThat(requests().getFirst().getBodyAsString()).isEqualTo(policy);
  }

  @Test
  void listsTheSessionsRegionPageByPage() {
    S3.stubFor(any(anyUrl()).willReturn(aResponse().withBody(page("a.b-1", "next"))));
    S3.stubFor(
        any(urlMatching(".*continuation-token=next.*"))
            .willReturn(aResponse().withBody(page("c", ""))));
    assertThat(gateway().list().map(ResourceRef::arn))
        .containsExactly("arn:aws:s3:::a.b-1", "arn:aws:s3:::c");
    assertThat(requests()).hasSize(2).allMatch(r -> r.getUrl().contains("bucket-region=eu-west-1"));
  }

  private static String page(String bucket, String next) {
    return "<ListAllMyBucketsResult><Buckets><Bucket><Name>"
        + bucket
        + "</Name></Bucket></Buckets>"
        + (next.isEmpty() ? "" : "<ContinuationToken>" + next + "</ContinuationToken>")
        + "</ListAllMyBucketsResult>";
  }

  private static void assertAllNameTheOwner() {
    assertThat(requests())
        .allMatch(r -> ACCOUNT.equals(r.getHeader("x-amz-expected-bucket-owner")));
  }

  private static List<LoggedRequest> requests() {
    return S3.getAllServeEvents().stream()
        .map(event -> LoggedRequest.createFrom(event.getRequest()))
        .toList();
  }

  private static void answer(int status, String body) {
    S3.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private static S3BucketGateway gateway() {
    return new S3BucketGateway(new Session(URI.create(S3.baseUrl())));
  }

  private record Session(URI endpoint) implements AwsSession {

    @Override
    public String account() {
      return ACCOUNT;
    }

    @Override
    public String region() {
      return "eu-west-1";
    }

    @Override
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
      if (builder instanceof S3ClientBuilder s3) {
        s3.forcePathStyle(true);
      }
      return builder
          .endpointOverride(endpoint)
          .region(Region.of(region()))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
          .build();
    }
  }
}
