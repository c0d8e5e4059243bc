package dev.palisade.network.securitygroup;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done to security groups: one call each. */
public sealed interface SecurityGroupChange extends Change<SecurityGroup, SecurityGroupChange> {

  /** ARN pattern of the groups that the calls touch. */
  String GROUPS = "arn:{partition}:ec2:*:{account}:security-group/*";

  /**
   * Takes away one ingress rule by its id; all other rules stay.
   *
   * @param rule the whole rule, so that it can be put back
   * @param disrupts whether more is lost than what the internet should never reach
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html">
   *     RevokeSecurityGroupIngress</a>
   */
  record RevokeIngress(Ingress rule, boolean disrupts) implements SecurityGroupChange {

    static final Call CALL = Call.of("ec2:RevokeSecurityGroupIngress", GROUPS);

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public SecurityGroup applyTo(SecurityGroup state) {
      return state.withIngress(
          state.rules().stream().filter(one -> !one.id().equals(rule.id())).toList());
    }

    @Override
    public Optional<SecurityGroupChange> inverse() {
      return Optional.of(new AuthorizeIngress(rule));
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "revoke " + rule.inWords();
    }

    @Override
    public @Nullable Object before() {
      return rule;
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }

  /**
   * Puts one ingress rule back: the undo of {@link RevokeIngress}, with the same source, ports,
   * description and tags.
   *
   * <p>AWS assigns the rule's id anew. The model of {@link #applyTo} keeps the old id, so that the
   * state before and after an undo compare equal; whoever compares live states ignores {@link
   * Ingress#id}.
   *
   * @param rule the rule as it was; its id is not sent
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html">
   *     AuthorizeSecurityGroupIngress</a>
   */
  record AuthorizeIngress(Ingress rule) implements SecurityGroupChange {

    static final Call CALL = Call.of("ec2:AuthorizeSecurityGroupIngress", GROUPS);

    /** Tags are set on creation, for which AWS asks this permission on the new rule. */
    static final Call TAGS =
        Call.of("ec2:CreateTags", "arn:{partition}:ec2:*:{account}:security-group-rule/*");

    @Override
    public Call call() {
      return CALL;
    }

    @Override
    public Set<Call> alsoNeeds() {
      return rule.tags().isEmpty() ? Set.of() : Set.of(TAGS);
    }

    @Override
    public SecurityGroup applyTo(SecurityGroup state) {
      List<Ingress> rules = Stream.concat(state.rules().stream(), Stream.of(rule)).toList();
      return state.withIngress(rules);
    }

    @Override
    public Optional<SecurityGroupChange> inverse() {
      return Optional.of(new RevokeIngress(rule, false));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "authorize " + rule.inWords();
    }

    @Override
    public @Nullable Object before() {
      return null;
    }

    @Override
    public @Nullable Object after() {
      return rule;
    }
  }
}
