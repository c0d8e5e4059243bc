package dev.palisade.compute.instance;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import java.util.Optional;

/** What is done to instances: one call each. */
public sealed interface InstanceChange extends Change<Instance, InstanceChange> {

  /**
   * Sets whether metadata requests need a token; endpoint, hop limit and tags in metadata stay, as
   * AWS keeps what a call leaves out. AWS applies it in seconds to minutes ({@code pending}, then
   * {@code applied}), without a restart.
   *
   * @param before {@code optional} or {@code required}
   * @param after the same
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataOptions.html">
   *     ModifyInstanceMetadataOptions</a>
   */
  record SetHttpTokens(String before, String after) implements InstanceChange {

    static final Call CALL =
        Call.of("ec2:ModifyInstanceMetadataOptions", "arn:{partition}:ec2:*:{account}:instance/*");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Instance applyTo(Instance state) {
      return state.withHttpTokens(after);
    }

    @Override
    public Optional<InstanceChange> inverse() {
      return Optional.of(new SetHttpTokens(after, before));
    }

    @Override
    public boolean widens() {
      return !after.equals(MetadataOptions.REQUIRED);
    }

    /** Software that fetches credentials without a token loses them at once. */
    @Override
    public boolean disrupts() {
      return after.equals(MetadataOptions.REQUIRED);
    }

    @Override
    public boolean settlesLater() {
      return true;
    }

    @Override
    public String describe() {
      return "set HttpTokens of the instance metadata from " + before + " to " + after;
    }
  }
}
