package dev.palisade.page.signin;

/** Somebody could not be signed in; the message says why, in a sentence for them. */
public final class SignInException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SignInException(String reason) {
    super(reason);
  }

  SignInException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The reason, never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
