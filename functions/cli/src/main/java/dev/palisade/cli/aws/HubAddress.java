package dev.palisade.cli.aws;

import dev.palisade.cli.Failure;
import dev.palisade.platform.aws.AwsSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Names of the hub's parts, as the outputs of its stack say them.
 *
 * @param outputs by export name without its prefix: {@code Table}, {@code Bus}
 */
public record HubAddress(Map<String, String> outputs) {

  /** Name of the hub's stack. */
  public static final String STACK = "PalisadeHub";

  private static final String PREFIX = "Palisade";

  public HubAddress {
    outputs = Map.copyOf(outputs);
  }

  /** The hub in the session's account and region, or empty where none is deployed. */
  public static Optional<HubAddress> find(AwsSession session) {
    CloudFormationClient client = session.client(CloudFormationClient.builder());
    List<Stack> stacks;
    try {
      stacks = client.describeStacks(b -> b.stackName(STACK)).stacks();
    } catch (CloudFormationException e) {
      // "ValidationError: Stack with id … does not exist", and also what a member's user may not.
      return Optional.empty();
    }
    return stacks.stream().findFirst().map(stack -> new HubAddress(names(stack)));
  }

  private static Map<String, String> names(Stack stack) {
    Map<String, String> names = new HashMap<>();
    for (Output output : stack.outputs()) {
      String export = output.exportName();
      if (export != null && export.startsWith(PREFIX)) {
        names.put(export.substring(PREFIX.length()), output.outputValue());
      }
    }
    return names;
  }

  /**
   * A name.
   *
   * @throws Failure if the deployed hub is older than this command line and does not say it
   */
  public String get(String name) {
    String value = outputs.get(name);
    if (value == null) {
      throw Failure.because(
          "the hub's stack has no output " + PREFIX + name + "; deploy this version of Palisade");
    }
    return value;
  }
}
