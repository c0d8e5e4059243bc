package dev.palisade.edge.firewall;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done to the IP sets of web ACLs: one call each. */
public sealed interface FirewallChange extends Change<Firewall, FirewallChange> {

  /** What names of IP sets start with that Palisade may write to, by its role too. */
  String OWN_SETS = "palisade-hostile-";

  /** AWS replaces the whole set, so the gateway reads, merges and writes under its lock token. */
  Call UPDATE =
      Call.of("wafv2:UpdateIPSet", "arn:{partition}:wafv2:*:{account}:*/ipset/" + OWN_SETS + "*");

  /** Name of the IP set. */
  String set();

  /** Id of the IP set. */
  String setId();

  /** The block of addresses, {@code 203.0.113.9/32}. */
  String block();

  @Override
  default Call call() {
    return UPDATE;
  }

  /**
   * Puts a block of addresses into an IP set; others stay.
   *
   * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_UpdateIPSet.html">
   *     UpdateIPSet</a>
   */
  record AddAddress(String set, String setId, String block) implements FirewallChange {

    @Override
    public Firewall applyTo(Firewall state) {
      return state.with(setId, block);
    }

    @Override
    public Optional<FirewallChange> inverse() {
      return Optional.of(new RemoveAddress(set, setId, block));
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "block " + block + " through IP set " + set;
    }

    @Override
    public @Nullable Object before() {
      return null;
    }

    @Override
    public Object after() {
      return block;
    }
  }

  /** Takes a block of addresses out of an IP set; others stay. */
  record RemoveAddress(String set, String setId, String block) implements FirewallChange {

    @Override
    public Firewall applyTo(Firewall state) {
      return state.without(setId, block);
    }

    @Override
    public Optional<FirewallChange> inverse() {
      return Optional.of(new AddAddress(set, setId, block));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "let " + block + " in again by IP set " + set;
    }

    @Override
    public Object before() {
      return block;
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }
}
