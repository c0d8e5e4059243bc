package dev.palisade.network.securitygroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events that make {@link OpenPorts} look, and the groups they name. */
class OpenPortsTriggerTest {

  @Test
  void findsTheGroupOfAPublishedRecord() throws IOException {
    assertThat(
            named(
                Files.readString(
                    Path.of("src/test/resources/records/AuthorizeSecurityGroupIngress.json"))))
        .containsExactly("sg-04cfb7a4712d75b00");
  }

  @Test
  void findsTheGroupOfAWrappedRequest() throws IOException {
    assertThat(
            named(
                call(
                    "ModifySecurityGroupRules",
                    """
                    "requestParameters": {"ModifySecurityGroupRulesRequest": {
                      "GroupId": "sg-0a1b2c3d4e5f60718",
                      "SecurityGroupRule": {"tag": 1, "SecurityGroupRuleId": "sgr-0123456789abcdef0",
                        "SecurityGroupRule": {"CidrIpv4": "0.0.0.0/0", "IpProtocol": "tcp"}}}}
                    """)))
        .containsExactly("sg-0a1b2c3d4e5f60718");
  }

  @Test
  void findsOnlyTheGroupsAmongTaggedResources() throws IOException {
    assertThat(
            named(
                call(
                    "CreateTags",
                    """
                    "requestParameters": {"resourcesSet": {"items": [
                      {"resourceId": "i-0123456789abcdef0"},
                      {"resourceId": "sg-0a1b2c3d4e5f60718"},
                      {"resourceId": "sgr-0a1b2c3d4e5f60718"}]}}
                    """)))
        .containsExactly("sg-0a1b2c3d4e5f60718");
  }

  @Test
  void findsTheGroupOfAConfigurationItem() throws IOException {
    assertThat(
            named(
                """
                {"id": "1", "source": "aws.config", "account": "222222222222",
                 "detail-type": "Config Configuration Item Change", "region": "us-east-1",
                 "time": "2026-11-25T12:00:00Z", "resources": [],
                 "detail": {"configurationItem": {
                   "resourceType": "AWS::EC2::SecurityGroup",
                   "resourceId": "sg-0a1b2c3d4e5f60718"}}}
                """))
        .containsExactly("sg-0a1b2c3d4e5f60718");
  }

  @Test
  void ignoresFailedCallsAndTagsOfOthers() throws IOException {
    assertThat(
            named(
                call(
                    "AuthorizeSecurityGroupIngress",
                    """
                    "errorCode": "Client.UnauthorizedOperation",
                    "requestParameters": {"groupId": "sg-0a1b2c3d4e5f60718"}
                    """)))
        .isEmpty();
    assertThat(
            named(
                call(
                    "CreateTags",
                    """
                    "requestParameters": {"resourcesSet": {"items": [{"resourceId": "vol-1"}]}}
                    """)))
        .isEmpty();
  }

  private static String call(String name, String rest) {
    return """
    {"id": "1", "source": "aws.ec2", "account": "222222222222", "region": "us-east-1",
     "detail-type": "AWS API Call via CloudTrail", "time": "2026-11-25T12:00:00Z", "resources": [],
     "detail": {"eventSource": "ec2.amazonaws.com", "eventName": "%s", %s}}
    """
        .formatted(name, rest);
  }

  private static List<String> named(String json) throws IOException {
    Event event = Event.of(Codec.plain().readTree(json));
    return new OpenPorts()
        .spec().triggers().stream()
            .filter(trigger -> trigger.matches(event))
            .flatMap(trigger -> trigger.named(event))
            .map(Trigger.Named::idOrArn)
            .toList();
  }
}
