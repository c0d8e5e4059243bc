package dev.palisade.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.resource.ResourceType;
import dev.palisade.identity.managedpolicy.ManagedPolicy;
import dev.palisade.identity.principal.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which controls look at which published record, and at which role, user or policy. */
class IdentityTriggersTest {

  @ParameterizedTest
  @CsvSource({
    "AttachRolePolicy, AWS::IAM::Role, stratus-red-team-ec2-steal-credentials-role, IAM.AdminAccess",
    "PutRolePolicy, AWS::IAM::Role, stratus-red-team-ec2-get-password-data-role, IAM.AdminAccess",
    "AttachUserPolicy, AWS::IAM::User, malicious-iam-user, IAM.AdminAccess",
    "CreateAccessKey, AWS::IAM::User, malicious-iam-user, IAM.BedrockUserKey IAM.LongLivedKey",
    "CreatePolicyVersion, AWS::IAM::ManagedPolicy,"
        + " arn:aws:iam::111122223333:policy/rhino_escalate, IAM.AdminPolicy"
  })
  void looksAtTheResourceOfARecord(String record, String type, String id, String controls)
      throws IOException {
    assertThat(lookingAt(Event.of(record(record)), type, id)).containsExactly(controls.split(" "));
  }

  @Test
  void looksAtATrustPolicy() throws IOException {
    ObjectNode json = record("UpdateAssumeRolePolicy");
    String role = json.at("/detail/requestParameters/roleName").asText();
    assertThat(role).isNotEmpty();
    assertThat(lookingAt(Event.of(json), Principal.ROLE.name(), role))
        .containsExactly("IAM.AdminAccess");
  }

  @ParameterizedTest
  @CsvSource({
    "CreateRole, roleName, AWS::IAM::Role, IAM.AdminAccess",
    "TagRole, roleName, AWS::IAM::Role, IAM.AdminAccess",
    "UntagRole, roleName, AWS::IAM::Role, IAM.AdminAccess",
    "PutUserPolicy, userName, AWS::IAM::User, IAM.AdminAccess",
    "TagUser, userName, AWS::IAM::User, IAM.AdminAccess IAM.LongLivedKey",
    "UpdateAccessKey, userName, AWS::IAM::User, IAM.BedrockUserKey IAM.LongLivedKey",
    "UpdateServiceSpecificCredential, userName, AWS::IAM::User, IAM.BedrockApiKey",
    "SetDefaultPolicyVersion, policyArn, AWS::IAM::ManagedPolicy, IAM.AdminPolicy",
    "TagPolicy, policyArn, AWS::IAM::ManagedPolicy, IAM.AdminPolicy"
  })
  void looksAfterCallsOfWhichNoRecordIsPublished(
      String call, String member, String type, String controls) throws IOException {
    ObjectNode json = called(call);
    ((ObjectNode) json.at("/detail/requestParameters")).put(member, "named");
    assertThat(lookingAt(Event.of(json), type, "named")).containsExactly(controls.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"bedrock.amazonaws.com, IAM.BedrockApiKey", "codecommit.amazonaws.com,"})
  void looksAtBedrockKeysOnly(String service, String controls) throws IOException {
    ObjectNode json = called("CreateServiceSpecificCredential");
    ((ObjectNode) json.get("detail"))
        .putObject("responseElements")
        .putObject("serviceSpecificCredential")
        .put("serviceName", service)
        .put("userName", "BedrockAPIKey-1");
    assertThat(lookingAt(Event.of(json), Principal.USER.name(), "BedrockAPIKey-1"))
        .isEqualTo(controls == null ? List.of() : List.of(controls));
  }

  @Test
  void takesTheUserOfAKeyFromTheAnswer() throws IOException {
    ObjectNode json = record("CreateAccessKey");
    ((ObjectNode) json.get("detail")).putObject("requestParameters");
    assertThat(lookingAt(Event.of(json), Principal.USER.name(), "malicious-iam-user")).hasSize(2);
  }

  @Test
  void ignoresFailedCallsAndReads() throws IOException {
    ObjectNode failed = record("AttachRolePolicy");
    ((ObjectNode) failed.get("detail")).put("errorCode", "AccessDenied");
    String role = failed.at("/detail/requestParameters/roleName").asText();
    assertThat(lookingAt(Event.of(failed), Principal.ROLE.name(), role)).isEmpty();
    ObjectNode read = record("AttachRolePolicy");
    ((ObjectNode) read.get("detail")).put("eventName", "GetRole");
    assertThat(lookingAt(Event.of(read), Principal.ROLE.name(), role)).isEmpty();
  }

  private static List<String> lookingAt(Event event, String type, String idOrArn) {
    ResourceType named =
        Stream.of(Principal.ROLE, Principal.USER, ManagedPolicy.TYPE)
            .filter(one -> one.name().equals(type))
            .findFirst()
            .orElseThrow();
    return new IdentityDomain()
        .domain()
        .specs()
        .filter(spec ->
            spec.triggers().stream()
                .filter(trigger -> trigger.matches(event))
                .flatMap(trigger -> trigger.named(event))
                .anyMatch(new Trigger.Named(named, idOrArn)::equals))
        .map(ControlSpec::id)
        .toList();
  }

  private static ObjectNode called(String call) throws IOException {
    ObjectNode json = record("PutRolePolicy");
    ((ObjectNode) json.get("detail")).put("eventName", call);
    return json;
  }

  private static ObjectNode record(String name) throws IOException {
    Path file = Path.of("src/test/resources/records", name + ".json");
    return (ObjectNode) Codec.plain().readTree(Files.readString(file));
  }
}
