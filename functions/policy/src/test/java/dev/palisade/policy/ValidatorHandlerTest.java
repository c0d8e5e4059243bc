package dev.palisade.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What AppConfig asks and gets. */
class ValidatorHandlerTest {

  private final List<String> logged = new ArrayList<>();

  private String ask(String policy) throws IOException {
    String content = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
    String event = "{\"content\":\"%s\",\"configurationVersion\":\"3\"}".formatted(content);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ValidatorHandler()
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new Logging());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aRightPolicyIsAnsweredWithNothing() throws IOException {
    assertThat(ask("{\"version\":1,\"mode\":\"observe\"}")).isEqualTo("null");
    assertThat(logged).containsExactly("policy version 3 is right");
  }

  @Test
  void aWrongOneIsRefusedWithEveryReason() {
    assertThatThrownBy(() -> ask("{\"version\":1,\"mod\":\"x\",\"untouchable\":\"*\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean 'mode'?")
        .hasMessageContaining("untouchable: a list is expected here");
    assertThat(logged.getFirst()).startsWith("policy version 3 is refused");
  }

  @Test
  void nothingAtAllIsRefused() {
    assertThatThrownBy(() -> ask("")).hasMessageContaining("'version' is missing");
  }

  /** A context that keeps what is logged. */
  private final class Logging implements Context {
    @Override
    public LambdaLogger getLogger() {
      return new LambdaLogger() {
        @Override
        public void log(String message) {
          logged.add(message);
        }

        @Override
        public void log(byte[] message) {
          logged.add(new String(message, StandardCharsets.UTF_8));
        }
      };
    }

    @Override
    public String getAwsRequestId() {
      return "request";
    }

    @Override
    public String getLogGroupName() {
      return "group";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public String getFunctionName() {
      return "palisade-policy-validator";
    }

    @Override
    public String getFunctionVersion() {
      return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:us-east-1:111111111111:function:palisade-policy-validator:live";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 10_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 1024;
    }
  }
}
