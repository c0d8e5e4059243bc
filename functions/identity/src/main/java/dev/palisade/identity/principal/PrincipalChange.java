package dev.palisade.identity.principal;

import dev.palisade.core.control.Call;
import dev.palisade.core.iam.PolicyDocument;
import dev.palisade.core.plan.Change;
import dev.palisade.identity.grant.PolicyDocuments;
import dev.palisade.identity.principal.Principal.AccessKey;
import dev.palisade.identity.principal.Principal.Attached;
import dev.palisade.identity.principal.Principal.BedrockKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The calls that Palisade makes on roles and users, as data. */
public sealed interface PrincipalChange extends Change<Principal, PrincipalChange> {

  /** Cutting an inline policy down to a text; IAM takes no empty one, so it is deleted then. */
  static PrincipalChange inline(Holder holder, String name, String before, String after) {
    return after.isEmpty()
        ? new DeleteInlinePolicy(holder, name, before)
        : new PutInlinePolicy(holder, name, before, after);
  }

  /** Detaches a managed policy: {@code DetachRolePolicy}, {@code DetachUserPolicy}. */
  record DetachPolicy(Holder holder, Attached policy) implements PrincipalChange {

    @Override
    public Call call() {
      return holder.call("Detach");
    }

    @Override
    public Principal applyTo(Principal principal) {
      List<Attached> left = new ArrayList<>(listed(principal.attached()));
      left.remove(policy);
      return principal.withAttached(left);
    }

    @Override
    public Optional<PrincipalChange> inverse() {
      return Optional.of(new AttachPolicy(holder, policy));
    }

    /** Its Deny statements go with it; of AWS's own, none that Palisade detaches has any. */
    @Override
    public boolean widens() {
      return !policy.awsManaged() && denies(policy.document());
    }

    @Override
    public boolean disrupts() {
      return true;
    }

    @Override
    public String describe() {
      return "detach " + policy.arn() + " from the " + holder.noun();
    }

    @Override
    public @Nullable Object before() {
      return policy.arn();
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }

  /** Attaches a managed policy: only ever an undo. */
  record AttachPolicy(Holder holder, Attached policy) implements PrincipalChange {

    @Override
    public Call call() {
      return holder.call("Attach");
    }

    @Override
    public Principal applyTo(Principal principal) {
      List<Attached> more = new ArrayList<>(listed(principal.attached()));
      more.add(policy);
      return principal.withAttached(more);
    }

    @Override
    public Optional<PrincipalChange> inverse() {
      return Optional.of(new DetachPolicy(holder, policy));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "attach " + policy.arn() + " to the " + holder.noun();
    }

    @Override
    public @Nullable Object before() {
      return null;
    }

    @Override
    public @Nullable Object after() {
      return policy.arn();
    }
  }

  /** Writes an inline policy: {@code PutRolePolicy}, {@code PutUserPolicy}; empty before: new. */
  record PutInlinePolicy(Holder holder, String name, String before, String after)
      implements PrincipalChange {

    @Override
    public Call call() {
      return holder.call("Put");
    }

    @Override
    public Principal applyTo(Principal principal) {
      Map<String, String> texts = new TreeMap<>(named(principal.inline()));
      texts.put(name, after);
      return principal.withInline(texts);
    }

    @Override
    public Optional<PrincipalChange> inverse() {
      return Optional.of(inline(holder, name, after, before));
    }

    @Override
    public boolean widens() {
      return PolicyDocuments.widens(before, after);
    }

    @Override
    public boolean disrupts() {
      return true;
    }

    @Override
    public String describe() {
      return before.isEmpty()
          ? "put inline policy %s on the %s".formatted(name, holder.noun())
          : "replace inline policy %s of %d statements by one of %d"
              .formatted(name, statements(before), statements(after));
    }
  }

  /** Deletes an inline policy: {@code DeleteRolePolicy}, {@code DeleteUserPolicy}. */
  record DeleteInlinePolicy(Holder holder, String name, String before) implements PrincipalChange {

    @Override
    public Call call() {
      return holder.call("Delete");
    }

    @Override
    public Principal applyTo(Principal principal) {
      Map<String, String> texts = new TreeMap<>(named(principal.inline()));
      texts.remove(name);
      return principal.withInline(texts);
    }

    @Override
    public Optional<PrincipalChange> inverse() {
      return Optional.of(inline(holder, name, "", before));
    }

    @Override
    public boolean widens() {
      return denies(before);
    }

    @Override
    public boolean disrupts() {
      return true;
    }

    @Override
    public String describe() {
      return "delete inline policy " + name + " of the " + holder.noun();
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }

  /** Replaces a role's trust policy, texts exactly as they stand and shall stand. */
  record UpdateAssumeRolePolicy(String before, String after) implements PrincipalChange {

    @Override
    public Call call() {
      return PrincipalCalls.UPDATE_TRUST;
    }

    @Override
    public Principal applyTo(Principal principal) {
      return principal.withTrust(after);
    }

    @Override
    public Optional<PrincipalChange> inverse() {
      return Optional.of(new UpdateAssumeRolePolicy(after, before));
    }

    @Override
    public boolean widens() {
      return PolicyDocuments.widens(before, after);
    }

    @Override
    public boolean disrupts() {
      return true;
    }

    @Override
    public String describe() {
      return "replace the trust policy of %d statements by one of %d"
          .formatted(statements(before), statements(after));
    }
  }

  /** Switches a long-term Bedrock API key off, or, as an undo, on again. */
  record UpdateServiceSpecificCredential(String id, String before, String after)
      implements PrincipalChange {

    @Override
    public Call call() {
      return PrincipalCalls.UPDATE_BEDROCK_KEY;
    }

    @Override
    public Principal applyTo(Principal principal) {
      return principal.withBedrockKeys(
          listed(principal.bedrockKeys()).stream()
              .map(key ->
                  key.id().equals(id)
                      ? new BedrockKey(id, after, key.created(), key.expires())
                      : key)
              .toList());
    }

    @Override
    public Optional<PrincipalChange> inverse() {
      return Optional.of(new UpdateServiceSpecificCredential(id, after, before));
    }

    @Override
    public boolean widens() {
      return after.equals(Principal.ACTIVE);
    }

    @Override
    public String describe() {
      return "make Bedrock API key %s %s".formatted(id, after);
    }
  }

  /** Switches an access key off, or, as an undo, on again. */
  record UpdateAccessKey(String id, String before, String after) implements PrincipalChange {

    @Override
    public Call call() {
      return PrincipalCalls.UPDATE_ACCESS_KEY;
    }

    @Override
    public Principal applyTo(Principal principal) {
      return principal.withAccessKeys(
          listed(principal.accessKeys()).stream()
              .map(key -> key.id().equals(id) ? new AccessKey(id, after, key.created()) : key)
              .toList());
    }

    @Override
    public Optional<PrincipalChange> inverse() {
      return Optional.of(new UpdateAccessKey(id, after, before));
    }

    @Override
    public boolean widens() {
      return after.equals(Principal.ACTIVE);
    }

    @Override
    public String describe() {
      return "make access key %s %s".formatted(id, after);
    }
  }

  private static <T> List<T> listed(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static Map<String, String> named(@Nullable Map<String, String> texts) {
    return texts == null ? Map.of() : texts;
  }

  private static boolean denies(String text) {
    return PolicyDocument.widens(text, "");
  }

  private static int statements(String text) {
    return PolicyDocument.parse(text).map(policy -> policy.statements().size()).orElse(0);
  }
}
