package dev.palisade.core.engine;

import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import java.util.Optional;

/** A kind of resource that can be reached: what is known about it, its JSON, its gateways. */
public record Reach<S extends ResourceState, C extends Change<S, C>>(
    ResourceKind<S, C> kind, Codec<S, C> codec, Gateways<S, C> gateways) {

  /** The reach over a kind. */
  public static <S extends ResourceState, C extends Change<S, C>> Reach<S, C> over(
      ResourceKind<S, C> kind, Gateways<S, C> gateways) {
    return new Reach<>(kind, new Codec<>(kind), gateways);
  }

  /** The type of this kind with a name, or empty. */
  public Optional<ResourceType> type(String name) {
    return kind.types().stream().filter(type -> type.name().equals(name)).findFirst();
  }

  /**
   * Executes a change, after refusing one that widens under the remediation role: both roles may
   * hold the call (a bucket policy), so this is where the difference is kept.
   *
   * @throws GatewayException of kind DENIED if it widens and nobody asked for an undo
   */
  public void execute(ResourceRef ref, C change, Access access) {
    if (access == Access.REMEDIATE && change.widens()) {
      throw new GatewayException(
          GatewayException.Kind.DENIED,
          "refused: to " + change.describe() + " widens access, which only an undo may do",
          new IllegalStateException(change.toString()));
    }
    Gateway<S, C> gateway = gateways.open(ref, access);
    gateway.execute(ref, change);
  }
}
