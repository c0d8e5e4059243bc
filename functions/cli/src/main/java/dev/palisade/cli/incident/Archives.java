package dev.palisade.cli.incident;

import dev.palisade.cli.hub.Cases;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.core.scope.AiScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * Where the traces of an incident are.
 *
 * @param places accounts and regions whose event history can be asked
 * @param history a place's event history; the first question may fail where it can't be reached
 * @param cases the hub's cases and exemptions
 * @param journal what people did on a UTC day, {@code 2026-11-25}
 * @param scope whether an ARN belongs to an AI workload, by the index
 * @param clock the time
 * @param pause waits
 */
public record Archives(
    List<Place> places,
    Function<Place, History> history,
    Cases cases,
    Function<String, List<JournalEntry>> journal,
    Function<String, AiScope> scope,
    InstantSource clock,
    Consumer<Duration> pause) {

  public Archives {
    places = List.copyOf(places);
  }

  /**
   * An account and a region.
   *
   * @param account 12-digit account id
   * @param region region code
   */
  public record Place(String account, String region) {
    @Override
    public String toString() {
      return "account %s, region %s".formatted(account, region);
    }
  }

  /** {@code LookupEvents} of one place. */
  @FunctionalInterface
  public interface History {

    /** One page. */
    LookupEventsResponse page(LookupEventsRequest request);
  }
}
