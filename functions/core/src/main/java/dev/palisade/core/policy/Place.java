package dev.palisade.core.policy;

import java.util.Collection;
import java.util.List;

/** Whether a rule that names accounts and organizational units is about an account. */
final class Place {

  private Place() {}

  /**
   * What is empty limits nothing; an account that is in one of the named accounts or units fits.
   *
   * @param unitsOfAccount the units that the account is in, directly or above
   */
  static boolean fits(
      List<String> accounts,
      List<String> units,
      String account,
      Collection<String> unitsOfAccount) {
    return (accounts.isEmpty() && units.isEmpty())
        || accounts.contains(account)
        || units.stream().anyMatch(unitsOfAccount::contains);
  }
}
