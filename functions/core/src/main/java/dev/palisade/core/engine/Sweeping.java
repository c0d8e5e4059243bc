package dev.palisade.core.engine;

import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Spreads a sweep: over accounts and regions, then over the resources of each. */
final class Sweeping {

  private final Intake intake;
  private final List<Watcher> watchers;
  private final Sweep.Places places;

  Sweeping(Intake intake, List<Watcher> watchers, Sweep.Places places) {
    this.intake = intake;
    this.watchers = List.copyOf(watchers);
    this.places = places;
  }

  /** Sends one request for each governed account and region; says how many. */
  String spread() {
    List<Map<String, String>> parts = new ArrayList<>();
    for (String account : places.accounts()) {
      for (String region : places.regions()) {
        parts.add(Map.of("account", account, "region", region));
      }
    }
    places.send(Requests.SWEEP_PART, parts);
    return "spread over " + parts.size() + " accounts and regions";
  }

  /**
   * Sends one request for each resource of this domain in an account and region; says how many.
   *
   * @throws GatewayException if a kind could not be listed, after the others were sent
   */
  String part(String account, String region) {
    if (!places.governs(account)) {
      throw new IllegalArgumentException("account " + account + " is not governed");
    }
    // First, so that what they find out is known when the resources are looked at.
    watchers.forEach(watcher -> watcher.sweep(account, region));
    List<Map<String, String>> found = new ArrayList<>();
    List<GatewayException> faults = new ArrayList<>();
    for (Reach<?, ?> reach : intake.reaches()) {
      try {
        list(reach, account, region).forEach(ref -> found.add(request(ref, account, region)));
      } catch (GatewayException e) {
        faults.add(e);
      }
    }
    places.send(Requests.FIX, found);
    if (!faults.isEmpty()) {
      GatewayException first = faults.removeFirst();
      faults.forEach(first::addSuppressed);
      throw first;
    }
    return "sent " + found.size() + " resources to be looked at";
  }

  private static List<ResourceRef> list(Reach<?, ?> reach, String account, String region) {
    ResourceType any = reach.kind().types().getFirst();
    return reach
        .gateways()
        .open(any.ref(account, region, "sweep"), Access.REMEDIATE)
        .list()
        .toList();
  }

  private static Map<String, String> request(ResourceRef ref, String account, String region) {
    return Map.of(
        "resource",
        ref.arn(),
        "type",
        ref.type(),
        "account",
        account,
        "region",
        region,
        "sweep",
        "true");
  }
}
