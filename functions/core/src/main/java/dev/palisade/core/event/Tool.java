package dev.palisade.core.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tool that made an API call, as CloudTrail's record shows it. Services that call on somebody's
 * behalf stand in {@code userIdentity.invokedBy}, which callers can't forge; everything else is the
 * {@code userAgent}, which they can: it helps to find the owner and decides nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail's
 *     record contents</a>
 */
public enum Tool {
  CLOUDFORMATION("CloudFormation", "cloudformation\\.amazonaws\\.com"),
  CLOUD_CONTROL("AWS Cloud Control API", "cloudcontrolapi\\.amazonaws\\.com"),
  SERVICE_CATALOG("Service Catalog", "servicecatalog\\.amazonaws\\.com"),
  // Before Terraform: Pulumi's provider is made from Terraform's, and may name both.
  PULUMI("Pulumi", "\\bpulumi"),
  CROSSPLANE("Crossplane", "\\b(crossplane|upbound)"),
  OPENTOFU("OpenTofu", "\\bOpenTofu/"),
  TERRAFORM("Terraform", "\\b(HashiCorp/|Terraform/|terraform-provider-aws/)"),
  CDK("AWS CDK", "\\b(aws-cdk|cdk-assets)\\b"),
  ANSIBLE("Ansible", "\\bAnsible/"),
  CONSOLE("the AWS console", "(\\bS3Console/|\\bconsole\\.amazonaws\\.com)"),
  CLI("the AWS command line", "\\baws-cli/"),
  SDK("a program with an AWS SDK", "\\b(aws-sdk-|boto3/|botocore/)");

  private static final int LONGEST = 1024;

  private final String words;
  private final Pattern pattern;

  Tool(String words, String pattern) {
    this.words = words;
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  /** Its name in a sentence. */
  public String words() {
    return words;
  }

  /** The tool of that name, or empty. */
  public static Optional<Tool> named(String words) {
    return Arrays.stream(values()).filter(tool -> tool.words.equals(words)).findFirst();
  }

  /** The tool of an event, empty where the event is no API call or names none that is known. */
  public static Optional<Tool> of(Event event) {
    JsonNode detail = event.detail();
    Optional<Tool> service = in(detail.at("/userIdentity/invokedBy").asText(""));
    if (service.isPresent()) {
      return service;
    }
    // Only the console's own sessions have it; the agent is then a browser's or a service's.
    if (detail.path("sessionCredentialFromConsole").asText("").equals("true")) {
      return Optional.of(CONSOLE);
    }
    return in(detail.path("userAgent").asText(""));
  }

  private static Optional<Tool> in(String text) {
    String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return Arrays.stream(values()).filter(tool -> tool.pattern.matcher(head).find()).findFirst();
  }

  /** Whether its users declare resources in CloudFormation's words. */
  public boolean speaksCloudFormation() {
    return switch (this) {
      case CLOUDFORMATION, CLOUD_CONTROL, SERVICE_CATALOG, CDK -> true;
      case PULUMI, CROSSPLANE, OPENTOFU, TERRAFORM, ANSIBLE, CONSOLE, CLI, SDK -> false;
    };
  }

  /** Whether its users declare resources in the words of Terraform's AWS provider. */
  public boolean speaksTerraform() {
    return switch (this) {
      case PULUMI, CROSSPLANE, OPENTOFU, TERRAFORM -> true;
      case CLOUDFORMATION, CLOUD_CONTROL, SERVICE_CATALOG, CDK, ANSIBLE, CONSOLE, CLI, SDK -> false;
    };
  }
}
