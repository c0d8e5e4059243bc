package dev.palisade.cli.incident;

import dev.palisade.cli.incident.Archives.Place;
import dev.palisade.cli.incident.Subject.AccessKey;
import dev.palisade.cli.incident.Subject.Address;
import dev.palisade.cli.incident.Subject.Resource;
import dev.palisade.cli.incident.Subject.Role;
import dev.palisade.cli.incident.Subject.Session;
import dev.palisade.cli.incident.Subject.User;
import dev.palisade.core.resource.Arn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Asks the event histories for a subject: by resource, user name or access key where they can be
 * asked so, else for everything, and then one step further.
 */
final class Search {

  /** A session lasts twelve hours at most; its first call may be long after it was opened. */
  private static final Duration SESSION = Duration.ofHours(12);

  /** With more, reading everything once takes fewer questions. */
  private static final int KEYS = 20;

  private static final int AROUND = 10;

  private final Subject subject;
  private final Window window;
  private final Reader reader;
  private final List<Place> everywhere;
  private final List<Place> places;
  private final Map<String, Call> direct = new TreeMap<>();
  private final Map<String, Call> around = new TreeMap<>();
  private final SortedSet<String> limits = new TreeSet<>();

  /**
   * A search.
   *
   * @param all the places that can be asked; those that can't know of the subject are left out
   */
  Search(Subject subject, Window window, List<Place> all, Reader reader) {
    this.subject = subject;
    this.window = window;
    this.reader = reader;
    this.everywhere = List.copyOf(all);
    this.places = all.stream().filter(this::canKnow).toList();
  }

  // A regional resource's calls are where it is; principals call anywhere.
  private boolean canKnow(Place place) {
    return !(subject instanceof Resource)
        || (subject.account().isEmpty() || subject.account().equals(place.account()))
            && (subject.region().isEmpty() || subject.region().equals(place.region()));
  }

  /** The calls that are about the subject, oldest first. */
  List<Call> direct() {
    switch (subject) {
      case Resource resource -> upon(resource.arn());
      case Role role -> {
        byRole(role);
        ask(Lookup.resource(role.arn().lastPart()));
      }
      case User user -> {
        ask(Lookup.user(user.arn().lastPart()));
        upon(user.arn());
      }
      case Session session -> ask(Lookup.user(session.arn().lastPart()));
      case AccessKey key -> {
        ask(Lookup.accessKey(key.text()));
        ask(Lookup.resource(key.text()));
      }
      case Address address -> ask(Lookup.ALL);
    }
    return sorted(direct.values());
  }

  /** Everything asked for by ARN and by name: services differ in what they list. */
  private void upon(Arn arn) {
    ask(Lookup.resource(arn.toString()));
    ask(Lookup.resource(arn.lastPart()));
  }

  /** A role's calls are found by the keys of its sessions, and those where it was assumed. */
  private void byRole(Role role) {
    Window wider = new Window(window.since().minus(SESSION), window.until());
    Set<String> keys = new LinkedHashSet<>();
    for (Place place : places) {
      for (Call call : reader.read(place, Lookup.resource(role.text()), wider)) {
        if (!call.newKey().isEmpty() && role.has(call)) {
          keys.add(call.newKey());
        }
        keep(call, subject::has, direct);
      }
    }
    // Where sessions are opened may be just what was not recorded, or could not be read.
    if (keys.size() > KEYS || keys.isEmpty()) {
      ask(Lookup.ALL);
    } else {
      keys.forEach(key -> ask(Lookup.accessKey(key)));
    }
  }

  private void ask(Lookup lookup) {
    for (Place place : places) {
      reader.read(place, lookup, window).forEach(call -> keep(call, subject::has, direct));
    }
  }

  private void keep(Call call, Predicate<Call> wanted, Map<String, Call> into) {
    if (window.has(call.at()) && wanted.test(call)) {
      into.putIfAbsent(call.id(), call);
    }
  }

  /**
   * One step further, oldest first: what else was done with the keys that touched a resource, and
   * where they came from; or what else was done to the AI data and models that a principal touched.
   *
   * @param ai the ARNs among those touched that belong to an AI workload
   */
  List<Call> around(Collection<String> ai) {
    if (subject instanceof Resource) {
      first("keys", keys()).forEach(this::followKey);
    } else {
      first("resources", List.copyOf(new TreeSet<>(ai))).forEach(this::followResource);
    }
    around.keySet().removeAll(direct.keySet());
    return sorted(around.values());
  }

  private List<String> first(String what, List<String> all) {
    if (all.size() > AROUND) {
      limits.add(
          "only %d of %d %s were followed one step further".formatted(AROUND, all.size(), what));
    }
    return all.stream().limit(AROUND).toList();
  }

  private void followKey(String key) {
    for (Place place : seen(call -> call.key().equals(key))) {
      reader
          .read(place, Lookup.accessKey(key), window)
          .forEach(call -> keep(call, one -> one.key().equals(key), around));
    }
    // A session may have been opened in another account or region than where it acted.
    for (Place place : everywhere) {
      reader
          .read(place, Lookup.resource(key), window)
          .forEach(call -> keep(call, one -> one.newKey().equals(key), around));
    }
  }

  private void followResource(String arn) {
    Resource resource = new Resource(Arn.parse(arn));
    for (Place place : seen(call -> call.resources().contains(arn))) {
      reader
          .read(place, Lookup.resource(resource.arn().lastPart()), window)
          .forEach(call -> keep(call, resource::has, around));
    }
  }

  /** The places where something was seen: elsewhere it would cost a question each. */
  private List<Place> seen(Predicate<Call> one) {
    return direct.values().stream()
        .filter(one)
        .map(call -> new Place(call.account(), call.region()))
        .distinct()
        .filter(places::contains)
        .sorted(Comparator.comparing(Place::toString))
        .toList();
  }

  private List<String> keys() {
    return sorted(direct.values()).stream()
        .map(Call::key)
        .filter(key -> !key.isEmpty())
        .distinct()
        .toList();
  }

  private static List<Call> sorted(Collection<Call> calls) {
    List<Call> sorted = new ArrayList<>(calls);
    sorted.sort(Comparator.comparing(Call::at).thenComparing(Call::id));
    return sorted;
  }

  /** The places that were asked. */
  List<Place> places() {
    return places;
  }

  /** What was left out, in sentences. */
  SortedSet<String> limits() {
    SortedSet<String> all = reader.limits();
    all.addAll(limits);
    return all;
  }
}
