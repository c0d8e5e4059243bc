package dev.palisade.cli.audit;

/**
 * What a check of the audit log found.
 *
 * @param level how bad it is
 * @param where the object, case or digest it is about
 * @param what what is wrong there, in a sentence
 */
public record Finding(Level level, String where, String what) {

  /** How bad a finding is. */
  public enum Level {
    /** Something was changed, dropped or put in. */
    BROKEN,
    /** It can't be told whether all is whole. */
    UNKNOWN,
    /** All is well; said so that nobody takes it for more than it is. */
    NOTE
  }
}
