package dev.palisade.core.engine;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cloud of boxes: what is in it, what was called, and what goes wrong next. */
final class FakeCloud {

  /** One call that changed something. */
  record Called(Access access, String box, String what) {}

  private final Map<String, Box> boxes = new HashMap<>();
  private final List<Called> calls = new ArrayList<>();
  private final Map<String, Throwable> faults = new HashMap<>();
  private final Map<String, Throwable> lateFaults = new HashMap<>();
  private @Nullable GatewayException unreadable;
  private boolean deaf;
  private Consumer<ResourceRef> beforeCall = ref -> {};

  synchronized void put(String id, Box box) {
    boxes.put(Boxes.ref(id).arn(), box);
  }

  synchronized void put(ResourceRef ref, Box box) {
    boxes.put(ref.arn(), box);
  }

  synchronized Box box(String id) {
    return boxes.getOrDefault(Boxes.ref(id).arn(), Box.GONE);
  }

  synchronized void remove(String id) {
    boxes.remove(Boxes.ref(id).arn());
  }

  /** The cloud has finished what it was at. */
  synchronized void settle(String id) {
    put(id, box(id).changing(false));
  }

  synchronized List<Called> calls() {
    return List.copyOf(calls);
  }

  synchronized List<String> changes() {
    return calls.stream().map(Called::what).toList();
  }

  /** The next call described so fails, and changes nothing. */
  synchronized void fail(String describe, Throwable fault) {
    faults.put(describe, fault);
  }

  /** The next call described so works, but its caller never learns it. */
  synchronized void failAfter(String describe, Throwable fault) {
    lateFaults.put(describe, fault);
  }

  /** No read works until null is given. */
  synchronized void unreadable(@Nullable GatewayException fault) {
    unreadable = fault;
  }

  /** Calls are answered with success and change nothing. */
  synchronized void deaf() {
    deaf = true;
  }

  /** Runs before each changing call. */
  synchronized void beforeCall(Consumer<ResourceRef> check) {
    beforeCall = check;
  }

  static GatewayException fault(GatewayException.Kind kind) {
    return new GatewayException(kind, "the cloud says " + kind, new IllegalStateException());
  }

  Gateway<Box, BoxChange> open(Access access) {
    return new Gateway<>() {
      @Override
      public Box read(ResourceRef ref, Set<Facet> facets) {
        return FakeCloud.this.read(ref, facets);
      }

      @Override
      public void execute(ResourceRef ref, BoxChange change) {
        call(access, ref, change);
      }

      @Override
      public Stream<ResourceRef> list() {
        return boxes.keySet().stream()
            .sorted()
            .map(arn -> Boxes.ref(arn.substring(arn.lastIndexOf('/') + 1)));
      }
    };
  }

  private synchronized Box read(ResourceRef ref, Set<Facet> facets) {
    if (unreadable != null) {
      throw unreadable;
    }
    Box box = boxes.getOrDefault(ref.arn(), Box.GONE);
    return new Box(
        box.exists(),
        facets.contains(Boxes.BoxFacet.FAULTS) ? box.faults() : List.of(),
        box.changing(),
        facets.contains(Boxes.BoxFacet.TAGS) ? box.tags() : Map.of(),
        facets.contains(Boxes.BoxFacet.NOTES) ? box.notes() : "");
  }

  private void call(Access access, ResourceRef ref, BoxChange change) {
    beforeCall.accept(ref);
    synchronized (this) {
      raise(faults.remove(change.describe()));
      Box box = boxes.getOrDefault(ref.arn(), Box.GONE);
      if (!box.exists()) {
        throw fault(GatewayException.Kind.REFUSED);
      }
      calls.add(new Called(access, ref.id(), change.describe()));
      if (!deaf) {
        boxes.put(ref.arn(), change.applyTo(box));
      }
      raise(lateFaults.remove(change.describe()));
    }
  }

  private static void raise(@Nullable Throwable fault) {
    if (fault instanceof RuntimeException wrong) {
      throw wrong;
    }
    if (fault instanceof Error wrong) {
      throw wrong;
    }
  }
}
