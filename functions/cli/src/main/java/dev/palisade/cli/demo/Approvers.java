package dev.palisade.cli.demo;

import dev.palisade.cli.Console;
import dev.palisade.cli.aws.AwsSurroundings;
import dev.palisade.cli.hub.Desk;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.function.DomainModule;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;

/**
 * Two people of the local hub who may decide on cases and nothing else: what an approver needs on
 * AWS, too.
 */
public final class Approvers {

  private static final List<String> NAMES = List.of("maya", "noor");

  private Approvers() {}

  /** Their desks. */
  public static List<Desk> at(LocalAws aws, List<DomainModule> domains) {
    AwsSession hub = aws.root(aws.hub());
    IamClient iam = hub.client(IamClient.builder());
    return NAMES.stream().map(name -> desk(aws, domains, iam, name)).toList();
  }

  private static Desk desk(LocalAws aws, List<DomainModule> domains, IamClient iam, String name) {
    try {
      iam.createUser(b -> b.userName(name));
    } catch (EntityAlreadyExistsException e) {
      // From an earlier run: nobody has the secrets of its keys any more.
      for (AccessKeyMetadata key : iam.listAccessKeys(b -> b.userName(name)).accessKeyMetadata()) {
        iam.deleteAccessKey(b -> b.userName(name).accessKeyId(key.accessKeyId()));
      }
    }
    iam.putUserPolicy(
        b -> b.userName(name).policyName("decides-on-cases").policyDocument(policy(aws.hub())));
    AccessKey key = iam.createAccessKey(b -> b.userName(name)).accessKey();
    return new AwsSurroundings(domains, LocalAws.key(key.accessKeyId(), key.secretAccessKey()))
        .desk(aws.target());
  }

  private static String policy(String hub) {
    List<String> looking = List.of("dynamodb:GetItem", "dynamodb:Query");
    return Console.toJson(
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                allow(looking, "arn:aws:dynamodb:*:" + hub + ":table/palisade*"),
                allow(
                    List.of("lambda:InvokeFunction"),
                    "arn:aws:lambda:*:" + hub + ":function:palisade-desk:live"),
                allow(
                    List.of("cloudformation:DescribeStacks"),
                    "arn:aws:cloudformation:*:" + hub + ":stack/PalisadeHub/*"),
                allow(
                    List.of(
                        "appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"),
                    "arn:aws:appconfig:*:" + hub + ":application/*"))));
  }

  private static Map<String, Object> allow(List<String> actions, String resource) {
    return Map.of("Effect", "Allow", "Action", actions, "Resource", resource);
  }
}
