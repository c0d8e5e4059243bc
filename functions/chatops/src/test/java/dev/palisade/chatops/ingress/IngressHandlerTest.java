package dev.palisade.chatops.ingress;

import static dev.palisade.chatops.ingress.Signed.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.palisade.chatops.refusals.Refusal;
import dev.palisade.chatops.request.SlackRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class IngressHandlerTest {

  private final List<SlackRequest> queue = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();
  private final IngressHandler handler = handler(() -> List.of(Signed.SECRET));

  private IngressHandler handler(java.util.function.Supplier<List<String>> secrets) {
    return new IngressHandler(
        new Ingress(
            secrets,
            new Workspaces(Set.of(Signed.TEAM)),
            (signature, now) -> true,
            queue::add,
            () -> NOW),
        refused::add);
  }

  @Test
  void formsComeInBase64AndAreVerifiedOverTheirBytes() {
    Signed request = Signed.now(Signed.command("exempt c-1 7d größe"));

    assertThat(answer(event(request, true)).getStatusCode()).isEqualTo(200);
    assertThat(answer(event(request, false)).getStatusCode()).isEqualTo(200);
    assertThat(queue).hasSize(2).allMatch(one -> one.value().equals("exempt c-1 7d größe"));
  }

  @Test
  void aRefusalSaysNothingButItsStatus() {
    APIGatewayV2HTTPResponse response =
        answer(event(Signed.by("guess", NOW, Signed.command("help")), true));

    assertThat(response.getStatusCode()).isEqualTo(401);
    assertThat(response.getBody()).isEmpty();
    assertThat(refused).containsExactly(Refusal.FORGED);
  }

  @Test
  void aRefusalThatCannotBeCountedStaysOne() {
    IngressHandler uncounted =
        new IngressHandler(
            new Ingress(
                () -> List.of(Signed.SECRET),
                new Workspaces(Set.of(Signed.TEAM)),
                (signature, now) -> true,
                queue::add,
                () -> NOW),
            refusal -> {
              throw SdkClientException.create("the table is throttled");
            });

    assertThat(
            uncounted
                .handleRequest(
                    event(Signed.by("guess", NOW, Signed.command("help")), true), new NoContext())
                .getStatusCode())
        .isEqualTo(401);
    assertThat(queue).isEmpty();
  }

  @Test
  void whatIsNotBase64OrHasNoContextIsRefused() {
    APIGatewayV2HTTPEvent event = event(Signed.now(Signed.command("help")), true);
    event.setBody("%%%");
    assertThat(answer(event).getStatusCode()).isEqualTo(401);
    assertThat(answer(new APIGatewayV2HTTPEvent()).getStatusCode()).isEqualTo(401);
  }

  @Test
  void nothingIsTakenWhileTheSecretCannotBeRead() {
    IngressHandler broken =
        handler(() -> {
          throw new IllegalStateException("no secret");
        });

    assertThat(
            broken
                .handleRequest(event(Signed.now(Signed.command("help")), true), new NoContext())
                .getStatusCode())
        .isEqualTo(500);
    assertThat(queue).isEmpty();
  }

  private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    return handler.handleRequest(event, new NoContext());
  }

  private static APIGatewayV2HTTPEvent event(Signed request, boolean base64) {
    return APIGatewayV2HTTPEvent.builder()
        .withHeaders(request.headers())
        .withRequestContext(
            RequestContext.builder()
                .withHttp(Http.builder().withMethod("POST").withSourceIp("203.0.113.7").build())
                .build())
        .withIsBase64Encoded(base64)
        .withBody(
            base64
                ? Base64.getEncoder().encodeToString(request.body())
                : new String(request.body(), StandardCharsets.UTF_8))
        .build();
  }
}
