package dev.palisade.compute.function;

import dev.palisade.core.resource.Arn;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a function's resource policy, in the words of the call that makes it.
 *
 * @param qualifier alias or version whose policy it stands in; empty for the function itself
 * @param statementId unique within a policy
 * @param effect {@code Allow}; {@code Unreadable} for a policy that is no policy document
 * @param principal {@code *}, a service, an account's or identity's ARN
 * @param action {@code lambda:InvokeFunction}, {@code lambda:InvokeFunctionUrl}
 * @param sourceArn pattern of the calling resource, or null
 * @param sourceAccount account of the calling resource, or null
 * @param principalOrgId organization of the caller, or null
 * @param eventSourceToken token that the caller must bring, or null
 * @param functionUrlAuthType {@code NONE} or {@code AWS_IAM} for a function URL, or null
 * @param invokedViaFunctionUrl whether the call must come by the function URL, or null
 * @param foreign the statement's JSON where {@code AddPermission} could not make it again, or null
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">
 *     AddPermission</a>
 */
public record Grant(
    String qualifier,
    String statementId,
    String effect,
    String principal,
    String action,
    @Nullable String sourceArn,
    @Nullable String sourceAccount,
    @Nullable String principalOrgId,
    @Nullable String eventSourceToken,
    @Nullable String functionUrlAuthType,
    @Nullable Boolean invokedViaFunctionUrl,
    @Nullable String foreign) {

  static final String UNREADABLE = "Unreadable";

  static final Comparator<Grant> ORDER =
      Comparator.comparing(Grant::qualifier).thenComparing(Grant::statementId);

  /** A policy that could not be understood at all. */
  static Grant unreadable(String qualifier, String policy) {
    return new Grant(qualifier, "", UNREADABLE, "", "", null, null, null, null, null, null, policy);
  }

  boolean isUnreadable() {
    return effect.equals(UNREADABLE);
  }

  /**
   * Whether it lets in everyone: any principal, and no account, organization or calling resource
   * that narrows it. A token is shared by all who were ever told it, so it narrows nothing.
   */
  boolean toEveryone() {
    return effect.equals("Allow")
        && principal.equals("*")
        && sourceAccount == null
        && principalOrgId == null
        && !(sourceArn != null && narrows(sourceArn));
  }

  // An ARN pattern names somebody by its account, or by a resource that is unique by itself (a
  // bucket); "arn:aws:s3:::*" and "*" name everybody.
  private static boolean narrows(String arn) {
    if (!Arn.looksLike(arn)) {
      return false;
    }
    Arn parsed = Arn.parse(arn);
    return parsed.account().matches("\\d{12}")
        || (parsed.account().isEmpty() && !parsed.resource().matches("[*?].*"));
  }

  /** The statement in a few words. */
  String inWords() {
    return statementId
        + (qualifier.isEmpty() ? "" : " of " + qualifier)
        + ": "
        + principal
        + " may "
        + action
        + (functionUrlAuthType == null ? "" : " by URL with auth type " + functionUrlAuthType);
  }
}
