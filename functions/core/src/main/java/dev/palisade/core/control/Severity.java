package dev.palisade.core.control;

/** How bad a finding is, in the words of AWS Security Hub. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
