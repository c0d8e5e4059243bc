package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The function that AppConfig asks about a policy, as deployed. The local AWS never asks it; that
 * it stands where AppConfig would is asserted on the template.
 */
@WithLocalSystem
@TestInstance(Lifecycle.PER_CLASS)
class PolicyIT {

  private final LambdaClient lambda;

  PolicyIT(LocalSystem system) {
    lambda = system.clients().hub(LambdaClient.builder());
  }

  private InvokeResponse ask(String policy) {
    String content = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
    // The event in the words of AppConfig's user guide.
    String event =
        """
        {"applicationId": "a", "configurationProfileId": "p", "configurationVersion": "2",
         "content": "%s", "uri": "hosted"}\
        """
            .formatted(content);
    return lambda.invoke(b ->
        b.functionName("palisade-policy-validator")
            .qualifier("live")
            .payload(SdkBytes.fromUtf8String(event)));
  }

  @Test
  void theDeployedPolicyIsRight() throws Exception {
    Path file = Path.of(System.getProperty("palisade.root"), "infra/policy.yaml");

    InvokeResponse answer = ask(Files.readString(file));

    assertThat(answer.functionError()).as(answer.payload().asUtf8String()).isNull();
  }

  @Test
  void aMisspeltOneIsRefusedWithWhatWasMeant() {
    InvokeResponse answer = ask("{\"version\":1,\"limits\":{\"fight-minuts\":3}}");

    assertThat(answer.functionError()).isEqualTo("Unhandled");
    assertThat(answer.payload().asUtf8String())
        .contains("limits.fight-minuts", "did you mean 'fight-minutes'?");
  }

  @Test
  void oneThatMakesNoSenseIsRefusedThoughItsShapeIsRight() {
    InvokeResponse answer =
        ask(
            "{\"version\":1,\"untouchable\":[\"*\"],\"controls\":{\"S3.PublicAcces\":\"observe\"}}");

    assertThat(answer.functionError()).isEqualTo("Unhandled");
    assertThat(answer.payload().asUtf8String())
        .contains("is too broad", "did you mean 'S3.PublicAccess'?");
  }
}
