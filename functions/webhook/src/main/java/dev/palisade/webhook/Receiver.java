package dev.palisade.webhook;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages to whoever is subscribed. Redirects are not followed, and addresses inside a
 * network are not asked: the address comes from a secret, but a name may lead anywhere.
 */
final class Receiver {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int GONE = 410;
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();
  private final Duration patience;
  private final boolean localhost;
  private final InstantSource clock;

  /**
   * A sender.
   *
   * @param patience how long an answer is waited for
   * @param localhost whether this very machine may be the receiver, as in tests
   */
  Receiver(Duration patience, boolean localhost, InstantSource clock) {
    this.patience = patience;
    this.localhost = localhost;
    this.clock = clock;
  }

  /**
   * Posts a message; it is delivered by any answer 2xx.
   *
   * @throws DeliveryException for every other answer, and for none
   */
  void post(Message message, Subscription to) {
    mustBeOutside(to.url());
    Instant now = clock.instant();
    String signatures =
        to.keys().stream()
            .map(key -> key.sign(message.id(), now, message.body()))
            .collect(Collectors.joining(" "));
    HttpRequest request =
        HttpRequest.newBuilder(to.url())
            .header("Content-Type", "application/json")
            .header("User-Agent", "Palisade-Webhook/1")
            .header("webhook-id", message.id())
            .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
            .header("webhook-signature", signatures)
            .POST(BodyPublishers.ofString(message.body()))
            .build();
    HttpResponse<Void> answer = answer(request);
    int status = answer.statusCode();
    if (status == GONE) {
      throw DeliveryException.forGood("the receiver wants no more: 410");
    }
    if (status / 100 != 2) {
      throw DeliveryException.later("the receiver answered " + status, asked(answer));
    }
  }

  // What a receiver says is not read: it decides nothing.
  private HttpResponse<Void> answer(HttpRequest request) {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, BodyHandlers.discarding());
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw DeliveryException.later("no answer within " + patience.toSeconds() + " s", null);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw DeliveryException.later("interrupted", null);
    } catch (ExecutionException e) {
      String why =
          e.getCause() instanceof IOException io ? io.getClass().getSimpleName() : "no answer";
      throw DeliveryException.later("the receiver was not reached: " + why, null);
    }
  }

  private static @Nullable Duration asked(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(time -> time.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : time)
        .orElse(null);
  }

  // The JVM keeps what a name leads to for half a minute, so the connection goes to what was
  // looked at; and whoever answered there otherwise would need the name's certificate.
  private void mustBeOutside(URI url) {
    List<InetAddress> addresses;
    try {
      addresses = List.of(InetAddress.getAllByName(url.getHost()));
    } catch (UnknownHostException e) {
      throw DeliveryException.later("the receiver's name is not known", null);
    }
    boolean outside =
        addresses.stream()
            .allMatch(one -> isOutside(one) || (localhost && one.isLoopbackAddress()));
    if (!outside) {
      throw DeliveryException.forGood("the receiver's address is inside a network");
    }
  }

  /**
   * Whether an address is of the internet's: not this machine's, a link's or a private network's.
   */
  static boolean isOutside(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    // fc00::/7 holds the IPv6 address of the instance metadata; 100.64/10 is carriers' own.
    boolean ownIpv6 = address instanceof Inet6Address && (first & 0xfe) == 0xfc;
    boolean shared =
        !(address instanceof Inet6Address) && first == 100 && (bytes[1] & 0xc0) == 0x40;
    boolean nowhere = !(address instanceof Inet6Address) && first == 0;
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && !ownIpv6
        && !shared
        && !nowhere;
  }
}
