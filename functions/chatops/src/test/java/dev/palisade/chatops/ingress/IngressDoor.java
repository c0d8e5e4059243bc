package dev.palisade.chatops.ingress;

import dev.palisade.chatops.request.SlackRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The ingress for tests of what is behind it, with a memory of what it has seen. */
public final class IngressDoor {

  private final Ingress ingress;

  public IngressDoor(String secret, Set<String> workspaces, Consumer<SlackRequest> queue) {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    this.ingress =
        new Ingress(
            () -> List.of(secret),
            new Workspaces(workspaces),
            (signature, now) -> seen.add(signature.hex()),
            queue,
            Instant::now);
  }

  /** The status that a request is answered with. */
  public int take(String method, Map<String, String> headers, byte[] body) {
    return ingress.take(method, headers, body).status();
  }
}
