package dev.palisade.identity.principal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.identity.principal.Principal.Attached;
import dev.palisade.identity.principal.Principal.BedrockKey;
import dev.palisade.identity.principal.PrincipalChange.AttachPolicy;
import dev.palisade.identity.principal.PrincipalChange.DeleteInlinePolicy;
import dev.palisade.identity.principal.PrincipalChange.DetachPolicy;
import dev.palisade.identity.principal.PrincipalChange.PutInlinePolicy;
import dev.palisade.identity.principal.PrincipalChange.UpdateAccessKey;
import dev.palisade.identity.principal.PrincipalChange.UpdateAssumeRolePolicy;
import dev.palisade.identity.principal.PrincipalChange.UpdateServiceSpecificCredential;
import dev.palisade.platform.aws.AwsSession;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** What the gateway sends and reads, above all what emulators do not answer as IAM does. */
class IamPrincipalGatewayTest {

  private static final String ACCOUNT = "222222222222";
  private static final ResourceRef ROLE = Principal.ROLE.ref(ACCOUNT, "us-east-1", "train");
  private static final ResourceRef USER = Principal.USER.ref(ACCOUNT, "us-east-1", "alice");
  private static final Attached POLICY = new Attached("arn:aws:iam::aws:policy/X", "");

  @RegisterExtension
  static final WireMockExtension IAM =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  @ParameterizedTest
  @MethodSource
  void callsWhatTheChangeSays(PrincipalChange change, ResourceRef ref) {
    answer(200, "<R/>");
    gateway("us-east-1").execute(ref, change);
    Map<String, String> sent = sent();
    assertThat(sent).containsEntry("Action", change.call().event());
    assertThat(sent).containsEntry(ref == ROLE ? "RoleName" : "UserName", ref.id());
  }

  static Stream<Arguments> callsWhatTheChangeSays() {
    return Stream.concat(
        Stream.of(Holder.values())
            .flatMap(holder ->
                Stream.of(
                        new DetachPolicy(holder, POLICY),
                        new AttachPolicy(holder, POLICY),
                        new PutInlinePolicy(holder, "p", "", "{}"),
                        new DeleteInlinePolicy(holder, "p", "{}"))
                    .map(change -> Arguments.of(change, holder == Holder.ROLE ? ROLE : USER))),
        Stream.of(
            Arguments.of(new UpdateAssumeRolePolicy("{}", "{}"), ROLE),
            Arguments.of(new UpdateServiceSpecificCredential("ACCA1", "Active", "Inactive"), USER),
            Arguments.of(new UpdateAccessKey("AKIA1", "Active", "Inactive"), USER)));
  }

  @Test
  void sendsAndReadsPoliciesAsTheyAreWritten() {
    String text = "{ \"Statement\":[],\n\"Id\":\"a+b c%20 é 🦊\"}";
    answer(200, "<R/>");
    gateway("us-east-1").execute(ROLE, new PutInlinePolicy(Holder.ROLE, "p", "", text));
    assertThat(sent()).containsEntry("PolicyDocument", text);
    answer(
        200,
        "<R><ListRolePoliciesResult><PolicyNames><member>p</member></PolicyNames>"
            + "</ListRolePoliciesResult></R>");
    answerTo(
        "GetRolePolicy",
        "<R><GetRolePolicyResult><PolicyDocument>"
            + "%7B%20%22Statement%22%3A%5B%5D%2C%0A%22Id%22%3A%22a%2Bb%20c%2520%20%C3%A9%20"
            + "%F0%9F%A6%8A%22%7D</PolicyDocument></GetRolePolicyResult></R>");
    assertThat(gateway("us-east-1").read(ROLE, Set.of(PrincipalFacet.INLINE)).inline())
        .containsExactly(Map.entry("p", text));
  }

  @Test
  void readsBedrockKeysPageByPageAndNoOthers() {
    answer(200, keys(key("ACCA1", "bedrock.amazonaws.com", "2026-12-25T00:00:00Z"), "more"));
    IAM.stubFor(
        any(anyUrl())
            .withRequestBody(containing("Marker=more"))
            .willReturn(
                aResponse()
                    .withBody(
                        keys(
                            key("ACCA3", "codecommit.amazonaws.com", "")
                                + key("ACCA2", "bedrock.amazonaws.com", ""),
                            ""))));
    Instant made = Instant.parse("2026-11-25T00:00:00Z");
    assertThat(gateway("us-east-1").read(USER, Set.of(PrincipalFacet.BEDROCK_KEYS)).bedrockKeys())
        .containsExactly(
            new BedrockKey("ACCA1", "Active", made, Instant.parse("2026-12-25T00:00:00Z")),
            new BedrockKey("ACCA2", "Active", made, null));
    assertThat(sent()).containsEntry("ServiceName", "bedrock.amazonaws.com");
  }

  private static String key(String id, String service, String expires) {
    return "<member><UserName>alice</UserName><Status>Active</Status><ServiceName>"
        + service
        + "</ServiceName><CreateDate>2026-11-25T00:00:00Z</CreateDate>"
        + (expires.isEmpty() ? "" : "<ExpirationDate>" + expires + "</ExpirationDate>")
        + "<ServiceSpecificCredentialId>"
        + id
        + "</ServiceSpecificCredentialId></member>";
  }

  private static String keys(String members, String marker) {
    return "<R><ListServiceSpecificCredentialsResult><ServiceSpecificCredentials>"
        + members
        + "</ServiceSpecificCredentials>"
        + (marker.isEmpty() ? "" : "<IsTruncated>true</IsTruncated><Marker>" + marker + "</Marker>")
        + "</ListServiceSpecificCredentialsResult></R>";
  }

  @ParameterizedTest
  @EnumSource(PrincipalFacet.class)
  void aUserThatIsGoneIsAState(PrincipalFacet facet) {
    answer(404, "<R><Error><Code>NoSuchEntity</Code></Error></R>");
    assertThat(gateway("us-east-1").read(USER, Set.of(facet)).exists()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = PrincipalFacet.class,
      names = {"ACCESS_KEYS", "BEDROCK_KEYS"})
  void aRoleHasNoKeysToAskFor(PrincipalFacet facet) {
    answer(500, "");
    assertThat(gateway("us-east-1").read(ROLE, Set.of(facet)).exists()).isTrue();
    assertThat(IAM.getAllServeEvents()).isEmpty();
  }

  @Test
  void listsInTheHomeRegionOnly() {
    answer(500, "");
    assertThat(gateway("eu-west-1").list()).isEmpty();
    assertThat(IAM.getAllServeEvents()).isEmpty();
  }

  /** The parameters of the first request. */
  private static Map<String, String> sent() {
    String body = IAM.getAllServeEvents().getLast().getRequest().getBodyAsString();
    return List.of(body.split("&")).stream()
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void answer(int status, String body) {
    IAM.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private static void answerTo(String action, String body) {
    IAM.stubFor(
        any(anyUrl())
            .withRequestBody(containing("Action=" + action))
            .willReturn(aResponse().withBody(body)));
  }

  private static IamPrincipalGateway gateway(String region) {
    return new IamPrincipalGateway(new Session(URI.create(IAM.baseUrl()), region));
  }

  private record Session(URI endpoint, String region) implements AwsSession {

    @Override
    public String account() {
      return ACCOUNT;
    }

    @Override
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
      return builder
          .endpointOverride(endpoint)
          .region(Region.of(region))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
          .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
          .build();
    }
  }
}
