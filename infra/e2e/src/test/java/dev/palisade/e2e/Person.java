package dev.palisade.e2e;

import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Somebody at the hub with a key of their own.
 *
 * @param system the deployed system
 * @param credentials the key
 */
record Person(LocalSystem system, AwsCredentials credentials) {

  /** Runs {@code palisade} as this person. */
  CommandLine.Answer palisade(String... arguments) {
    return new CommandLine(system, credentials).run(arguments);
  }
}
