package dev.palisade.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.palisade.core.control.Domain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.constructs.Node;

/**
 * One installation of Palisade in an organization, read from the CDK context; {@code
 * docs/deploying.md} describes each value.
 *
 * @param local whether it goes to the local AWS: the only switch of what differs there
 * @param hub 12-digit id of the account that decides
 * @param region code of the hub's region
 * @param members ids of governed accounts that get their stacks from {@code cdk deploy}
 * @param rolledOut ids of governed accounts that get them from the StackSets instead
 * @param regions codes of governed regions; us-east-1 is always among them, since global services
 *     send their events there
 * @param organization id of the organization, {@code o-…}
 * @param units ids of organizational units ({@code ou-…}, {@code r-…}) that StackSets roll out to
 * @param unitAccounts ids of the accounts in each unit that policy names, directly or further below
 * @param delegated whether the hub is the delegated administrator of StackSets rather than the
 *     management account itself
 * @param externalId what the roles of governed accounts ask for
 * @param operators ARNs of principals that may assume the read-only role, beside the functions
 * @param breakGlass ARN patterns of principals that policy calls untouchable
 * @param lockMode Object Lock mode of the audit bucket, {@code GOVERNANCE} or {@code COMPLIANCE}
 * @param lockDays days that audit entries are locked
 * @param slack the workspaces of Slack that are talked to; none where Slack is not wanted
 * @param page whether the approval page is deployed
 * @param webhook whether the signed webhook is deployed
 * @param domains what is deployed
 * @param root the repository's folder: functions' zips and the policy are found below it
 */
public record Installation(
    boolean local,
    String hub,
    String region,
    List<String> members,
    List<String> rolledOut,
    List<String> regions,
    String organization,
    List<String> units,
    Map<String, List<String>> unitAccounts,
    boolean delegated,
    String externalId,
    List<String> operators,
    List<String> breakGlass,
    String lockMode,
    int lockDays,
    SlackSettings slack,
    boolean page,
    boolean webhook,
    List<Domain> domains,
    Path root) {

  /** Where IAM, Organizations and other global services send their events. */
  public static final String HOME_REGION = "us-east-1";

  public Installation {
    members = List.copyOf(members);
    rolledOut = List.copyOf(rolledOut);
    TreeSet<String> all = new TreeSet<>(regions);
    all.add(HOME_REGION);
    regions = List.copyOf(all);
    units = List.copyOf(units);
    unitAccounts = Map.copyOf(unitAccounts);
    operators = List.copyOf(operators);
    breakGlass = List.copyOf(breakGlass);
    domains = List.copyOf(domains);
    if (!hub.matches("\\d{12}")) {
      throw new IllegalArgumentException("palisade:hub is not a 12-digit account id: " + hub);
    }
    if (!organization.matches("o-[a-z0-9]{10,32}")) {
      throw new IllegalArgumentException("palisade:org is no organization id: " + organization);
    }
    if (!List.of("GOVERNANCE", "COMPLIANCE").contains(lockMode)) {
      throw new IllegalArgumentException("palisade:lock-mode is unknown: " + lockMode);
    }
  }

  /**
   * Reads the installation from the context of the app.
   *
   * @throws IllegalArgumentException naming the value that is missing or wrong
   */
  public static Installation from(Node node, List<Domain> domains, Path root) {
    Settings settings = new Settings(node);
    boolean local = settings.yes("local");
    // The local AWS has these accounts, regions and workspace and no others.
    return new Installation(
        local,
        settings.text("palisade:hub", local ? "111111111111" : ""),
        settings.text("palisade:region", HOME_REGION),
        settings.list("palisade:members", local ? "222222222222,333333333333" : ""),
        settings.list("palisade:accounts", ""),
        settings.list("palisade:regions", local ? "us-east-1,eu-west-1" : HOME_REGION),
        settings.text("palisade:org", ""),
        settings.list("palisade:ous", ""),
        settings.lists("palisade:unit-accounts"),
        settings.yes("palisade:delegated"),
        settings.text("palisade:external-id", "palisade"),
        settings.list("palisade:operators", local ? "arn:aws:iam::111111111111:root" : ""),
        breakGlass(root),
        settings.text("palisade:lock-mode", "GOVERNANCE"),
        Integer.parseInt(settings.text("palisade:lock-days", "1")),
        new SlackSettings(
            settings.list("palisade:slack", local ? "T0PALISADE" : ""),
            settings.text("palisade:slack-api", SlackSettings.API),
            Integer.parseInt(settings.text("palisade:slack-storm", "10"))),
        local || settings.yes("palisade:page"),
        settings.yes("palisade:webhook"),
        domains,
        root);
  }

  /** What the policy file calls untouchable, for the roles' boundaries. */
  private static List<String> breakGlass(Path root) {
    try {
      JsonNode policy = new YAMLMapper().readTree(policy(root).toFile());
      return StreamSupport.stream(policy.path("untouchable").spliterator(), false)
          .map(JsonNode::asText)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the policy is unreadable", e);
    }
  }

  /** All governed accounts, however their stacks get there. */
  public List<String> accounts() {
    return Stream.concat(members.stream(), rolledOut.stream()).distinct().sorted().toList();
  }

  /** The zip that a module's functions are deployed from; a domain's module has its name. */
  public Path code(String module) {
    return root.resolve("functions/%s/target/responder-%s.zip".formatted(module, module));
  }

  /** The policy that is deployed. */
  public Path policy() {
    return policy(root);
  }

  private static Path policy(Path root) {
    return root.resolve("infra/policy.yaml");
  }

  /** Values of the context, given as JSON in {@code cdk.json} or as text by {@code -c}. */
  private record Settings(Node node) {

    String text(String key, String fallback) {
      Object value = node.tryGetContext(key);
      return value == null || value.toString().isBlank() ? fallback : value.toString().strip();
    }

    boolean yes(String key) {
      return text(key, "false").equals("true");
    }

    /** Lists by name: an object of {@code cdk.json}, or {@code -c key='{"name": ["value"]}'}. */
    Map<String, List<String>> lists(String key) {
      Object value = node.tryGetContext(key);
      if (value == null) {
        return Map.of();
      }
      YAMLMapper mapper = new YAMLMapper();
      try {
        // Ids keep their leading zeros only as texts.
        String json = value instanceof String text ? text : mapper.writeValueAsString(value);
        return mapper.readValue(json, new TypeReference<Map<String, List<String>>>() {});
      } catch (IOException e) {
        throw new UncheckedIOException(key + " is not a JSON object of lists", e);
      }
    }

    List<String> list(String key, String fallback) {
      if (node.tryGetContext(key) instanceof List<?> list && !list.isEmpty()) {
        return list.stream().map(String::valueOf).toList();
      }
      String text = node.tryGetContext(key) instanceof List<?> ? fallback : text(key, fallback);
      return List.of(text.split(",")).stream()
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .toList();
    }
  }
}
