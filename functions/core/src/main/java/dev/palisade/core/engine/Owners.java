package dev.palisade.core.engine;

import dev.palisade.core.event.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What owns a resource, by its tags: the stack, group or tool that declares it. Tags that begin
 * with {@code aws:} are AWS's own and can't be set by anybody; the others are what people claim.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html">CloudFormation's
 *     tags</a>
 */
final class Owners {

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("aws:cloudformation:stack-name", "CloudFormation stack ", Tool.CLOUDFORMATION),
          new Sign(
              "aws:servicecatalog:provisionedProductArn",
              "Service Catalog's product ",
              Tool.SERVICE_CATALOG),
          new Sign("aws:autoscaling:groupName", "Auto Scaling group ", null),
          new Sign("aws:eks:cluster-name", "EKS cluster ", null),
          new Sign("elasticbeanstalk:environment-name", "Elastic Beanstalk environment ", null),
          new Sign("pulumi:stack", "Pulumi stack ", Tool.PULUMI),
          new Sign("crossplane-name", "Crossplane's resource ", Tool.CROSSPLANE),
          new Sign("terraform:workspace", "Terraform workspace ", Tool.TERRAFORM),
          new Sign("terraform", "Terraform: ", Tool.TERRAFORM),
          claim("managed-by"),
          claim("managed_by"),
          claim("managedby"));

  private Owners() {}

  /**
   * An owner.
   *
   * @param words what it is, in a sentence
   * @param tool the tool that declares it, empty where the tag names none that is known
   */
  record Owner(String words, Optional<Tool> tool) {}

  private record Sign(
      String key, Function<String, String> words, Function<String, Optional<Tool>> tool) {

    Sign(String key, String words, @Nullable Tool tool) {
      this(key, value -> words + value, value -> Optional.ofNullable(tool));
    }
  }

  private static Sign claim(String key) {
    return new Sign(key, value -> value + " (by its tag " + key + ")", Owners::known);
  }

  private static Optional<Tool> known(String value) {
    return List.of(Tool.values()).stream()
        .filter(tool -> tool.words().equalsIgnoreCase(value))
        .findFirst();
  }

  /** The owner of what carries these tags; the first sign counts, AWS's own before any other. */
  static Optional<Owner> of(Map<String, String> tags) {
    return SIGNS.stream()
        .flatMap(sign ->
            tags.entrySet().stream()
                .filter(tag -> tag.getKey().equalsIgnoreCase(sign.key()))
                .filter(tag -> !tag.getValue().isBlank())
                .map(tag ->
                    new Owner(
                        sign.words().apply(tag.getValue()), sign.tool().apply(tag.getValue()))))
        .findFirst();
  }
}
