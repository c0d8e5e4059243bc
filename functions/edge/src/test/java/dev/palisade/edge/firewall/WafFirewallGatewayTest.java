package dev.palisade.edge.firewall;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.edge.firewall.FirewallChange.AddAddress;
import dev.palisade.edge.firewall.FirewallChange.RemoveAddress;
import dev.palisade.platform.aws.AwsSession;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** How the gateway writes to a set that others write to at the same time. */
class WafFirewallGatewayTest {

  private static final ResourceRef REF =
      Firewalls.WEB_ACL.ref("222222222222", "us-east-1", "regional/webacl/chat/0a1b");
  private static final AddAddress ADD =
      new AddAddress("palisade-hostile-ipv6", "1", "2001:db8:1:2:0:0:0:0/64");

  @RegisterExtension
  static final WireMockExtension WAF =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  @Test
  void keepsWhatSomebodyElseWroteInBetween() {
    set("one", "\"198.51.100.7/32\"", Scenario.STARTED);
    refuse(Scenario.STARTED, "lost");
    set("two", "\"198.51.100.7/32\", \"odd text\", \"198.51.100.8/32\"", "lost");
    WAF.stubFor(
        post(urlEqualTo("/"))
            .withHeader("X-Amz-Target", equalTo("AWSWAF_20190729.UpdateIPSet"))
            .inScenario("race")
            .whenScenarioStateIs("lost")
            .willReturn(aResponse().withBody("{\"NextLockToken\": \"three\"}")));
    gateway().execute(REF, ADD);
    WAF.verify(
        1,
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(matchingJsonPath("$.LockToken", equalTo("two")))
            .withRequestBody(matchingJsonPath("$.Description", equalTo("by hand")))
            .withRequestBody(matchingJsonPath("$.Addresses[0]", equalTo("198.51.100.7/32")))
            .withRequestBody(matchingJsonPath("$.Addresses[1]", equalTo("odd text")))
            .withRequestBody(matchingJsonPath("$.Addresses[2]", equalTo("198.51.100.8/32")))
            .withRequestBody(matchingJsonPath("$.Addresses[3]", equalTo(ADD.block()))));
  }

  @Test
  void comesBackLaterWhenOthersNeverStopWriting() {
    set("one", "", Scenario.STARTED);
    refuse(Scenario.STARTED, Scenario.STARTED);
    assertThatThrownBy(() -> gateway().execute(REF, ADD))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> assertThat(e.kind()).isEqualTo(GatewayException.Kind.RETRY));
  }

  @Test
  void callsNothingWhereTheBlockIsThereInOtherWords() {
    set("one", "\"2001:0db8:0001:0002:0000:0000:0000:0000/64\"", Scenario.STARTED);
    gateway().execute(REF, ADD);
    WAF.verify(
        0,
        postRequestedFor(urlEqualTo("/"))
            .withHeader("X-Amz-Target", equalTo("AWSWAF_20190729.UpdateIPSet")));
  }

  @Test
  void callsNothingWhereTheBlockIsGoneAlready() {
    set("one", "\"2001:db8:1:3::/64\"", Scenario.STARTED);
    gateway().execute(REF, new RemoveAddress(ADD.set(), ADD.setId(), ADD.block()));
    WAF.verify(
        0,
        postRequestedFor(urlEqualTo("/"))
            .withHeader("X-Amz-Target", equalTo("AWSWAF_20190729.UpdateIPSet")));
  }

  private static void set(String token, String addresses, String state) {
    WAF.stubFor(
        post(urlEqualTo("/"))
            .withHeader("X-Amz-Target", equalTo("AWSWAF_20190729.GetIPSet"))
            .inScenario("race")
            .whenScenarioStateIs(state)
            .willReturn(
                aResponse()
                    .withBody(
                        """
                        {"LockToken": "%s", "IPSet": {"Name": "palisade-hostile-ipv6", "Id": "1",
                          "ARN": "arn:aws:wafv2:us-east-1:222222222222:regional/ipset/a/1",
                          "Description": "by hand", "IPAddressVersion": "IPV6",
                          "Addresses": [%s]}}
                        """
                            .formatted(token, addresses))));
  }

  private static void refuse(String state, String next) {
    WAF.stubFor(
        post(urlEqualTo("/"))
            .withHeader("X-Amz-Target", equalTo("AWSWAF_20190729.UpdateIPSet"))
            .inScenario("race")
            .whenScenarioStateIs(state)
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody("{\"__type\": \"WAFOptimisticLockException\"}"))
            .willSetStateTo(next));
  }

  private static WafFirewallGateway gateway() {
    return new WafFirewallGateway(
        new AwsSession() {
          @Override
          public String account() {
            return "222222222222";
          }

          @Override
          public String region() {
            return "us-east-1";
          }

          @Override
          public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
            return builder
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(WAF.baseUrl()))
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build();
          }
        });
  }
}
