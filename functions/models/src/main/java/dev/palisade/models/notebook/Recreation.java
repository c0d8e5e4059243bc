package dev.palisade.models.notebook;

import dev.palisade.core.resource.ResourceRef;
import java.util.List;
import java.util.Locale;

/** The steps by which a person puts a notebook in a VPC in the place of one that is not. */
final class Recreation {

  private Recreation() {}

  static String steps(Notebook notebook, ResourceRef ref) {
    Notebook.Setup setup = notebook.setup();
    if (setup == null) {
      return "Make a new notebook instance with DirectInternetAccess=Disabled in its place.";
    }
    return """
    1. Save the work. With a role that may read the notebook's role's bucket, in a terminal of the \
    notebook (start it only for this, from a network you watch):
       aws s3 sync /home/ec2-user/SageMaker s3://BUCKET/%1$s/ --region %2$s
    2. Make the new notebook inside the VPC, where S3 and SageMaker are reached by endpoints or a \
    NAT gateway:
       %3$s
    3. When it is InService, copy the work back in its terminal:
       aws s3 sync s3://BUCKET/%1$s/ /home/ec2-user/SageMaker --region %2$s
    4. Delete the old one, which ends this finding:
       aws sagemaker delete-notebook-instance --notebook-instance-name %1$s --region %2$s
    Terraform, resource aws_sagemaker_notebook_instance (forces replacement):
       direct_internet_access = "Disabled"
       subnet_id              = "%4$s"
       security_groups        = [%5$s]
    CloudFormation, AWS::SageMaker::NotebookInstance (replacement; give it another name):
       DirectInternetAccess: Disabled
       SubnetId: %4$s
       SecurityGroupIds: [%6$s]
    """
        .formatted(
            ref.id(),
            ref.region(),
            command(setup, ref),
            subnet(setup),
            String.join(", ", groups(setup).stream().map(id -> '"' + id + '"').toList()),
            String.join(", ", groups(setup)));
  }

  private static String command(Notebook.Setup setup, ResourceRef ref) {
    StringBuilder command = new StringBuilder("aws sagemaker create-notebook-instance");
    option(command, "notebook-instance-name", newName(ref.id()));
    option(command, "region", ref.region());
    option(command, "instance-type", setup.instanceType());
    option(command, "role-arn", setup.roleArn());
    option(command, "subnet-id", subnet(setup));
    option(command, "security-group-ids", String.join(" ", groups(setup)));
    option(command, "direct-internet-access", Notebook.DISABLED);
    option(command, "root-access", Notebook.DISABLED);
    option(command, "volume-size-in-gb", String.valueOf(setup.volumeSizeInGB()));
    option(command, "kms-key-id", setup.kmsKeyId());
    option(command, "lifecycle-config-name", setup.lifecycleConfig());
    option(command, "platform-identifier", setup.platformIdentifier());
    // Tags are asked for when the command runs: people's text, which no shell must read as code.
    command
        .append(" --tags \"$(aws sagemaker list-tags --region ")
        .append(ref.region())
        .append(" --resource-arn ")
        .append(ref.arn().toLowerCase(Locale.ROOT))
        .append(" --query 'Tags[?!starts_with(Key, `aws:`)]' --output json)\"");
    return command.toString();
  }

  private static void option(StringBuilder command, String name, String value) {
    if (!value.isEmpty()) {
      command.append(" --").append(name).append(' ').append(value);
    }
  }

  // Names are unique in an account and region, and end at 63 characters.
  private static String newName(String name) {
    return name.substring(0, Math.min(name.length(), 59)) + "-vpc";
  }

  private static String subnet(Notebook.Setup setup) {
    return setup.subnetId().isEmpty() ? "SUBNET" : setup.subnetId();
  }

  private static List<String> groups(Notebook.Setup setup) {
    return setup.securityGroups().isEmpty() ? List.of("SECURITY_GROUP") : setup.securityGroups();
  }
}
