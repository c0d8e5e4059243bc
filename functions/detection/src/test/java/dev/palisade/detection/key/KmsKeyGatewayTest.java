package dev.palisade.detection.key;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.detection.key.Key.Rotation;
import dev.palisade.detection.key.KeyChange.ScheduleKeyDeletion;
import dev.palisade.platform.aws.AwsSession;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** What the gateway asks of which keys, and the days it gives a deletion that is put back. */
class KmsKeyGatewayTest {

  private static final ResourceRef REF = Key.TYPE.ref("222222222222", "eu-west-1", "1");

  @RegisterExtension
  static final WireMockExtension KMS =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  @ParameterizedTest
  @CsvSource({
    "CUSTOMER, AWS_KMS, SYMMETRIC_DEFAULT, Enabled, PRIMARY, true",
    "CUSTOMER, AWS_KMS, SYMMETRIC_DEFAULT, Disabled, PRIMARY, true",
    "CUSTOMER, AWS_KMS, SYMMETRIC_DEFAULT, PendingDeletion, PRIMARY, false",
    "CUSTOMER, AWS_KMS, SYMMETRIC_DEFAULT, Enabled, REPLICA, false",
    "CUSTOMER, AWS_KMS, RSA_2048, Enabled, PRIMARY, false",
    "CUSTOMER, EXTERNAL, SYMMETRIC_DEFAULT, Enabled, PRIMARY, false",
    "CUSTOMER, AWS_CLOUDHSM, SYMMETRIC_DEFAULT, Enabled, PRIMARY, false",
    "AWS, AWS_KMS, SYMMETRIC_DEFAULT, Enabled, PRIMARY, false"
  })
  void asksForRotationOnlyWhereThereIsOne(
      String manager, String origin, String spec, String state, String region, boolean asks) {
    answer(
        "DescribeKey",
        """
        {"KeyMetadata":{"KeyId":"1","KeyManager":"%s","Origin":"%s","KeySpec":"%s","KeyState":"%s",
        "MultiRegion":true,"MultiRegionConfiguration":{"MultiRegionKeyType":"%s"}}}\
        """
            .formatted(manager, origin, spec, state, region));
    answer("GetKeyRotationStatus", "{\"KeyRotationEnabled\":true,\"RotationPeriodInDays\":90}");
    Key key = gateway().read(REF, Set.of(KeyFacet.ABOUT, KeyFacet.ROTATION));
    assertThat(key.rotation()).isEqualTo(asks ? new Rotation(true, 90) : null);
    assertThat(KMS.getAllServeEvents()).hasSize(asks ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource(KeyFacet.class)
  void aKeyThatIsGoneIsAState(KeyFacet facet) {
    KMS.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withStatus(400).withBody("{\"__type\":\"NotFoundException\"}")));
    assertThat(gateway().read(REF, Set.of(facet))).isEqualTo(Key.GONE);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-10T12:00:00Z, 15",
    "2026-12-10T11:59:59Z, 15",
    "2026-12-10T12:00:01Z, 16",
    "2026-11-26T12:00:00Z, 7",
    "2026-11-20T12:00:00Z, 7",
    "2027-11-20T12:00:00Z, 30",
    ", 30"
  })
  void putsADeletionBackInWholeDays(String deletion, int days) throws IOException {
    answer("ScheduleKeyDeletion", "{}");
    Instant at = deletion == null ? null : Instant.parse(deletion);
    gateway().execute(REF, new ScheduleKeyDeletion(Key.PENDING_DELETION, at));
    String body = KMS.getAllServeEvents().getFirst().getRequest().getBodyAsString();
    assertThat(Codec.plain().readTree(body).path("PendingWindowInDays").asInt()).isEqualTo(days);
    assertThat(Codec.plain().readTree(body).path("KeyId").asText()).isEqualTo(REF.id());
  }

  @Test
  void listsPageByPage() {
    answer("ListKeys", "{\"Keys\":[{\"KeyId\":\"1\"}],\"Truncated\":true,\"NextMarker\":\"more\"}");
    KMS.stubFor(
        any(anyUrl())
            .withRequestBody(containing("more"))
            .willReturn(aResponse().withBody("{\"Keys\":[{\"KeyId\":\"2\"}]}")));
    assertThat(gateway().list().map(ResourceRef::id)).containsExactly("1", "2");
  }

  private static void answer(String operation, String body) {
    KMS.stubFor(
        any(anyUrl())
            .withHeader("X-Amz-Target", equalTo("TrentService." + operation))
            .willReturn(aResponse().withBody(body)));
  }

  private static KmsKeyGateway gateway() {
    return new KmsKeyGateway(
        new Session(URI.create(KMS.baseUrl())),
        Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC));
  }

  private record Session(URI endpoint) implements AwsSession {

    @Override
    public String account() {
      return "222222222222";
    }

    @Override
    public String region() {
      return "eu-west-1";
    }

    @Override
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
      return builder
          .endpointOverride(endpoint)
          .region(Region.of(region()))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
          .build();
    }
  }
}
