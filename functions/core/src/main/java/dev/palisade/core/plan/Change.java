package dev.palisade.core.plan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.palisade.core.control.Call;
import dev.palisade.core.resource.ResourceState;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One AWS call as data, with its effect on the state and its inverse. A sealed family of records
 * per resource type; the record's components are its JSON in the ledger, and hold all that the
 * inverse needs (rule id, description, tags), not only what the check reads.
 *
 * @param <S> the state it changes
 * @param <C> its own family
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "change")
public interface Change<S extends ResourceState, C extends Change<S, C>> {

  /** The AWS call that executes it. */
  Call call();

  /**
   * Permissions that AWS checks for the same call beside its own action (tags set on creation need
   * {@code ec2:CreateTags}); declared like calls, though no call of theirs is made.
   */
  default Set<Call> alsoNeeds() {
    return Set.of();
  }

  /** The state after the call, given the state before: the model that tests verify. */
  S applyTo(S state);

  /** The change that puts back what was before, or empty: irreversible, so a person is asked. */
  Optional<C> inverse();

  /**
   * Whether executing it can give anybody more access, or less protection, than before. Such a
   * change runs under the restore role only, for an undo that a person asked for; the engine
   * refuses it under the remediation role even where both roles hold the call.
   */
  boolean widens();

  /** Whether something running may stop or lose access that it uses; then a person is asked. */
  default boolean disrupts() {
    return false;
  }

  /** Whether AWS goes on changing the resource after the call has returned (minutes, not ms). */
  default boolean settlesLater() {
    return false;
  }

  /** One line for people, in the imperative: {@code revoke 0.0.0.0/0 on port 8888}. */
  String describe();

  /** What stands before, as a JSON-serialisable value for the diff; null for nothing. */
  @Nullable Object before();

  /** What stands after, as a JSON-serialisable value for the diff; null for nothing. */
  @Nullable Object after();
}
