package dev.palisade.cli.aws;

import dev.palisade.cli.aws.AwsSurroundings.Caller;
import dev.palisade.cli.hub.Cases;
import dev.palisade.cli.incident.Archives;
import dev.palisade.cli.incident.Archives.Place;
import dev.palisade.core.control.Roles;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.store.DynamoCaseStore;
import dev.palisade.platform.store.PeopleBook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The event histories of governed accounts, read through {@code palisade-inspect}. */
final class TrailArchives {

  private TrailArchives() {}

  /**
   * The archives that a caller with the hub's credentials reaches.
   *
   * @param own sessions with the caller's own credentials, for its own account
   * @param account only this account, null for all that are governed
   */
  static Archives of(
      Caller caller,
      Function<Place, AwsSession> own,
      HubAddress hub,
      @Nullable String account,
      Cases cases,
      InstantSource clock,
      Consumer<Duration> pause) {
    AwsSession session = caller.session();
    Sessions sessions =
        new Sessions(
            session.client(StsClient.builder()), hub.get("ExternalId"), "palisade-incident");
    Map<Place, CloudTrailClient> clients = new HashMap<>();
    DynamoDbClient dynamo = session.client(DynamoDbClient.builder());
    DynamoCaseStore store = new DynamoCaseStore(dynamo, hub.get("Table"), "people", "none");
    return new Archives(
        places(caller, hub, account),
        place ->
            clients.computeIfAbsent(place, one -> client(caller, own, sessions, one))::lookupEvents,
        cases,
        new PeopleBook(dynamo, hub.get("Table"))::journal,
        arn -> store.standing(new ResourceRef("", "", arn, "", "")).scope(),
        clock,
        pause);
  }

  private static CloudTrailClient client(
      Caller caller, Function<Place, AwsSession> own, Sessions sessions, Place place) {
    AwsSession session =
        place.account().equals(caller.account())
            ? own.apply(place)
            : sessions.in(place.account(), place.region(), Roles.INSPECT);
    return session.client(CloudTrailClient.builder());
  }

  private static List<Place> places(Caller caller, HubAddress hub, @Nullable String account) {
    Set<String> regions = new LinkedHashSet<>(split(hub.get("Regions")));
    // Global services record their calls there, wherever they were made.
    regions.add(home(caller.region()));
    List<Place> places = new ArrayList<>();
    for (String one : account == null ? split(hub.get("Accounts")) : List.of(account)) {
      regions.forEach(region -> places.add(new Place(one, region)));
    }
    return places;
  }

  private static String home(String region) {
    return switch (Arn.partitionOf(region)) {
      case "aws-cn" -> "cn-north-1";
      case "aws-us-gov" -> "us-gov-west-1";
      default -> "us-east-1";
    };
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1)).filter(one -> !one.isEmpty()).toList();
  }
}
