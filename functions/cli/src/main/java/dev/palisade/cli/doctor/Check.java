package dev.palisade.cli.doctor;

import dev.palisade.cli.Failure;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One thing that was looked at.
 *
 * @param place {@code hub}, or a governed account and region
 * @param what what must be so
 * @param status whether it is
 * @param found what was found
 * @param mend what to do, empty where nothing is to be done
 */
public record Check(String place, String what, Status status, String found, String mend) {

  /** Whether it is as it must be. */
  public enum Status {
    OK,
    WARN,
    FAIL
  }

  static Check ok(String place, String what, String found) {
    return new Check(place, what, Status.OK, found, "");
  }

  static Check warn(String place, String what, String found, String mend) {
    return new Check(place, what, Status.WARN, found, mend);
  }

  static Check fail(String place, String what, String found, String mend) {
    return new Check(place, what, Status.FAIL, found, mend);
  }

  /** The look's own result, or a failed check if AWS refused the look. */
  static Check of(String place, String what, String mend, Supplier<Check> look) {
    try {
      return look.get();
    } catch (SdkException | Failure e) {
      return fail(place, what, String.valueOf(e.getMessage()), mend);
    }
  }
}
