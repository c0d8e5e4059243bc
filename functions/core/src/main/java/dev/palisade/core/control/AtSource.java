package dev.palisade.core.control;

/**
 * The change to make where a resource is declared, so that what is mended stays mended: a fix in
 * AWS alone is taken back by the next run of whatever declares the resource.
 *
 * @param terraform the resources and arguments of Terraform's AWS provider, and what they must say
 * @param cloudFormation the same as resource types and properties of CloudFormation
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs">Terraform's AWS
 *     provider</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html">CloudFormation's
 *     resource types</a>
 */
public record AtSource(String terraform, String cloudFormation) {

  /** Nothing was said yet. */
  static final AtSource UNSAID = new AtSource("", "");

  boolean isSaid() {
    return !terraform.isBlank() && !cloudFormation.isBlank();
  }
}
