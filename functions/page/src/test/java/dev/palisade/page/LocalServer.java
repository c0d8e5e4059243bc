package dev.palisade.page;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A function URL on this machine: HTTP outside, payload 2.0 inside. */
final class LocalServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final PageHandler handler;
  final String address;

  LocalServer(PageHandler handler) throws IOException {
    this.handler = handler;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
    address = "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      APIGatewayV2HTTPResponse answer = handler.handleRequest(event(exchange), new NoContext());
      answer.getHeaders().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      answer.getCookies().forEach(value -> exchange.getResponseHeaders().add("Set-Cookie", value));
      byte[] body = answer.getBody().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.getStatusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private APIGatewayV2HTTPEvent event(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    String cookies = headers.remove("cookie");
    byte[] body = exchange.getRequestBody().readAllBytes();
    String query = exchange.getRequestURI().getRawQuery();
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(exchange.getRequestURI().getRawPath())
        .withRawQueryString(query == null ? "" : query)
        .withHeaders(headers)
        .withCookies(cookies == null ? List.of() : List.of(cookies.split("; ")))
        .withBody(body.length == 0 ? null : Base64.getEncoder().encodeToString(body))
        .withIsBase64Encoded(body.length > 0)
        .withRequestContext(
            RequestContext.builder()
                .withDomainName(headers.get("host"))
                .withHttp(Http.builder().withMethod(exchange.getRequestMethod()).build())
                .build())
        .build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
