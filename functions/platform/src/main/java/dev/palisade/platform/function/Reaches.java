package dev.palisade.platform.function;

import dev.palisade.core.control.Roles;
import dev.palisade.core.engine.Access;
import dev.palisade.core.engine.Gateways;
import dev.palisade.core.engine.Reach;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.ResourceState;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Opens the gateways of a domain, once per account, region and role. */
public final class Reaches {

  private Reaches() {}

  /** The domain's kinds, reached under its two roles in the governed accounts. */
  public static List<Reach<?, ?>> under(DomainModule module, Sessions sessions) {
    String domain = module.domain().name();
    return over(
        module,
        (place, access) ->
            sessions.in(
                place.account(),
                place.region(),
                access == Access.RESTORE ? Roles.restore(domain) : Roles.remediation(domain)));
  }

  /** An account and region. */
  public record Place(String account, String region) {}

  /** The domain's kinds, reached by sessions of any making. */
  public static List<Reach<?, ?>> over(
      DomainModule module, BiFunction<Place, Access, AwsSession> sessions) {
    return module.bindings().stream()
        .<Reach<?, ?>>map(binding -> reach(binding, sessions))
        .toList();
  }

  private static <S extends ResourceState, C extends Change<S, C>> Reach<S, C> reach(
      Binding<S, C> binding, BiFunction<Place, Access, AwsSession> sessions) {
    Map<String, Gateway<S, C>> open = new ConcurrentHashMap<>();
    Gateways<S, C> gateways =
        (ref, access) ->
            open.computeIfAbsent(
                ref.account() + "/" + ref.region() + "/" + access,
                key ->
                    binding
                        .gateway()
                        .apply(sessions.apply(new Place(ref.account(), ref.region()), access)));
    return Reach.over(binding.kind(), gateways);
  }
}
