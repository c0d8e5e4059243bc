package dev.palisade.compute.function;

import java.util.Comparator;

/**
 * A function URL.
 *
 * @param qualifier alias it belongs to; empty for the function itself
 * @param url the address
 * @param authType {@code NONE} (anybody may call, as far as the policy lets them) or {@code
 *     AWS_IAM}
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">Access control</a>
 */
public record FunctionUrl(String qualifier, String url, String authType) {

  static final String NONE = "NONE";
  static final String AWS_IAM = "AWS_IAM";
  static final Comparator<FunctionUrl> ORDER = Comparator.comparing(FunctionUrl::qualifier);

  FunctionUrl withAuthType(String other) {
    return new FunctionUrl(qualifier, url, other);
  }
}
