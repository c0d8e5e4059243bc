package dev.palisade.core.policy;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People who may decide on plans, and on which. Where it names accounts or units, the case's
 * account must be one of them or in one of them; where it names domains, the case's must be among
 * them.
 *
 * @param group the group's name, as questions and refusals say it
 * @param people who is in it: persons, or patterns with {@code *}
 * @param accounts account ids whose cases it decides on
 * @param units ids of organizational units whose accounts' cases it decides on
 * @param domains domains whose cases it decides on
 */
public record ApproverGroup(
    String group,
    List<String> people,
    List<String> accounts,
    List<String> units,
    List<String> domains) {

  /** Fills in what the file leaves out. */
  public ApproverGroup(
      @Nullable String group,
      @Nullable List<String> people,
      @Nullable List<String> accounts,
      @Nullable List<String> units,
      @Nullable List<String> domains) {
    this.group = group == null ? "" : group;
    this.people = people == null ? List.of() : List.copyOf(people);
    this.accounts = accounts == null ? List.of() : List.copyOf(accounts);
    this.units = units == null ? List.of() : List.copyOf(units);
    this.domains = domains == null ? List.of() : List.copyOf(domains);
  }

  /** Whether it decides on cases of an account and domain. */
  public boolean decidesOn(String account, Collection<String> unitsOfAccount, String domain) {
    return Place.fits(accounts, units, account, unitsOfAccount)
        && (domains.isEmpty() || domains.contains(domain));
  }

  /** Whether a person is in it. */
  public boolean has(String person) {
    return Patterns.name(people, person);
  }
}
