package dev.palisade.cli.aws;

import dev.palisade.cli.Failure;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.policy.PolicyFile;
import dev.palisade.policy.Catalogue;
import dev.palisade.policy.PolicyCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.appconfigdata.AppConfigDataClient;

/** Policy from a file, for judging by hand, and the one in force, for deciding. */
final class PolicySource {

  private PolicySource() {}

  /**
   * The policy of a YAML file.
   *
   * @param file null for {@code infra/policy.yaml} of the repository that the launcher names
   */
  static Policy file(@Nullable Path file) {
    Path path = file == null ? ofRepository() : file;
    try {
      PolicyCheck check = PolicyCheck.of(Files.readString(path), Catalogue.bundled());
      Policy policy = check.policy();
      if (policy == null || !check.isRight()) {
        throw Failure.because(
            path
                + ":"
                + check.errors().getFirst().text()
                + " (palisade policy validate shows all)");
      }
      return policy;
    } catch (IOException e) {
      throw Failure.because("the policy can't be read: " + e.getMessage());
    }
  }

  private static Path ofRepository() {
    String home = System.getenv("PALISADE_HOME");
    return Path.of(home == null ? "." : home, "infra", "policy.yaml");
  }

  /**
   * The policy in force, by AppConfig.
   *
   * @throws Failure if it can't be read: nobody decides by a policy that nobody knows
   */
  static Policy inForce(AppConfigDataClient client, HubAddress hub) {
    try {
      String token =
          client
              .startConfigurationSession(b ->
                  b.applicationIdentifier(hub.get("PolicyApplication"))
                      .environmentIdentifier(hub.get("PolicyEnvironment"))
                      .configurationProfileIdentifier(hub.get("PolicyProfile")))
              .initialConfigurationToken();
      String text =
          client
              .getLatestConfiguration(b -> b.configurationToken(token))
              .configuration()
              .asUtf8String();
      return PolicyFile.parse(text);
    } catch (SdkException | IllegalArgumentException e) {
      throw Failure.because(
          "the policy in force can't be read, so nobody knows who is who: " + e.getMessage());
    }
  }
}
