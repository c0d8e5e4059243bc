package dev.palisade.edge.firewall;

import dev.palisade.core.resource.ResourceState;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A web ACL, or one of its IP sets named by itself, as far as it keeps addresses out.
 *
 * @param exists false when it is gone
 * @param sets the IP sets that the web ACL's rules refer to, sorted by name; null if not read
 * @param tags of the web ACL or IP set
 */
public record Firewall(boolean exists, @Nullable List<AddressSet> sets, Map<String, String> tags)
    implements ResourceState {

  private static final Comparator<AddressSet> ORDER =
      Comparator.comparing(AddressSet::name).thenComparing(AddressSet::id);

  /** A web ACL that is not there. */
  static final Firewall ABSENT = new Firewall(false, null, Map.of());

  public Firewall {
    sets = sets == null ? null : sets.stream().sorted(ORDER).toList();
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * An IP set.
   *
   * @param version {@code IPV4} or {@code IPV6}
   * @param addresses its blocks, in one way of writing each
   * @param blocks whether a rule blocks every request from its addresses
   */
  public record AddressSet(
      String name, String id, String version, Collection<String> addresses, boolean blocks) {

    /** Most blocks that an IP set takes. */
    static final int MOST = 10_000;

    public AddressSet {
      SortedSet<String> written = new TreeSet<>();
      addresses.forEach(text -> written.add(Cidr.parse(text).map(Cidr::toString).orElse(text)));
      addresses = List.copyOf(written);
    }

    boolean holds(Cidr block) {
      return addresses.stream()
          .flatMap(text -> Cidr.parse(text).stream())
          .anyMatch(one -> one.contains(block));
    }

    boolean isFull() {
      return addresses.size() >= MOST;
    }

    private AddressSet withAddresses(Collection<String> values) {
      return new AddressSet(name, id, version, values, blocks);
    }
  }

  /** The sets that were read, none where they were not. */
  List<AddressSet> setsOrNone() {
    return sets == null ? List.of() : sets;
  }

  Firewall withTags(Map<String, String> values) {
    return new Firewall(exists, sets, values);
  }

  Firewall with(String setId, String block) {
    return changed(setId, block, true);
  }

  Firewall without(String setId, String block) {
    return changed(setId, block, false);
  }

  private Firewall changed(String setId, String block, boolean in) {
    List<AddressSet> next =
        setsOrNone().stream()
            .map(set -> {
              if (!set.id().equals(setId)) {
                return set;
              }
              SortedSet<String> addresses = new TreeSet<>(set.addresses());
              if (in) {
                addresses.add(block);
              } else {
                addresses.remove(block);
              }
              return set.withAddresses(addresses);
            })
            .toList();
    return new Firewall(exists, next, tags);
  }
}
