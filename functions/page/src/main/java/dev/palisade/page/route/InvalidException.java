package dev.palisade.page.route;

/** A form is not filled in as it must be; the message is for the person. */
final class InvalidException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidException(String message) {
    super(message);
  }
}
