package dev.palisade.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import dev.palisade.events.EventFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which resources records are about, on the repository's events and on look-alikes. */
class TouchedTest {

  private static final Map<String, Event> EVENTS = EventFiles.events();

  @ParameterizedTest
  @CsvSource({
    "s3/PutBucketPolicy.json, arn:aws:s3:::",
    "s3/DeleteBucketPublicAccessBlock.json, arn:aws:s3:::",
    "iam/PutRolePolicy.json, arn:aws:iam::222222222222:role/",
    "iam/AttachUserPolicy.json, arn:aws:iam::222222222222:user/",
    "iam/CreateAccessKey.json, arn:aws:iam::222222222222:user/",
    "ec2/AuthorizeSecurityGroupIngress.json, :222222222222:security-group/sg-",
    "ec2/ModifySecurityGroupRules.json, :222222222222:security-group/sg-",
    "ec2/ModifyInstanceMetadataOptions.json, :222222222222:instance/i-",
    "ec2/RunInstances.json, :222222222222:instance/i-",
    "lambda/AddPermission20150331v2.json, :222222222222:function:",
    "kms/DisableKey.json, :222222222222:key/",
    "kms/ScheduleKeyDeletion.json, :222222222222:key/",
    "cloudtrail/StopLogging.json, :222222222222:trail/management-events",
    "cloudtrail/PutEventSelectors.json, :222222222222:trail/management-events",
    "sagemaker/CreateNotebookInstance.json, :222222222222:notebook-instance/",
    "sagemaker/UpdateEndpoint.json, :222222222222:endpoint/",
  })
  void findsWhatARecordOfTheRepositoryIsAbout(String file, String part) {
    Event event = java.util.Objects.requireNonNull(EVENTS.get(file), file);
    assertThat(Touched.of(event.detail(), event.account(), event.region()))
        .as(file)
        .anyMatch(arn -> arn.contains(part));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3 | {'bucketName':'b','key':'x'} | arn:aws:s3:::b",
        "s3 | {'copySource':'arn:aws:s3:::b/deep/x.csv'} | arn:aws:s3:::b",
        "bedrock | {'modelId':'anthropic.claude-3'} | arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-3",
        "bedrock | {'modelId':'eu.anthropic.claude-3'} | arn:aws:bedrock:eu-central-1:222222222222:inference-profile/eu.anthropic.claude-3",
        "bedrock-agent | {'knowledgeBaseId':'KB1'} | arn:aws:bedrock:eu-central-1:222222222222:knowledge-base/KB1",
        "sagemaker | {'modelName':'Churn'} | arn:aws:sagemaker:eu-central-1:222222222222:model/churn",
        "kms | {'keyId':'alias/aws/s3'} | ''",
        "iam | {'roleArn':'arn:aws:iam::222222222222:role/team/x'} | arn:aws:iam::222222222222:role/x",
        "iam | {'policyArn':'arn:aws:iam::aws:policy/AdministratorAccess'} | ''",
        "s3 | {'bucketName':'b','bucketPolicy':{'Resource':'arn:aws:s3:::other'}} | arn:aws:s3:::b",
        "s3 | {'resource':'arn:aws:s3:::*'} | ''",
        "ec2 | {'groupSet':{'items':[{'groupId':'sg-1'},{'groupId':'sg-2'}]}} | arn:aws:ec2:eu-central-1:222222222222:security-group/sg-1 arn:aws:ec2:eu-central-1:222222222222:security-group/sg-2",
        "sqs | {'name':'q'} | ''",
        "iam | {'userName':''} | ''",
      })
  void readsParametersAsTheirServiceMeansThem(String service, String parameters, String arns)
      throws Exception {
    String json =
        "{'eventSource':'%s.amazonaws.com','requestParameters':%s}".formatted(service, parameters);
    JsonNode detail = Codec.plain().readTree(json.replace('\'', '"'));
    assertThat(Touched.of(detail, "222222222222", "eu-central-1"))
        .containsExactlyElementsOf(arns.isEmpty() ? List.of() : List.of(arns.split(" ")));
  }

  @Test
  void aSessionThatWasOpenedIsNoResource() throws Exception {
    JsonNode detail =
        Codec.plain()
            .readTree(
                """
                {"eventSource": "sts.amazonaws.com",
                 "requestParameters": {"roleArn": "arn:aws:iam::222222222222:role/trainer"},
                 "responseElements": {"assumedRoleUser":
                   {"arn": "arn:aws:sts::222222222222:assumed-role/trainer/x"}}}
                """);
    assertThat(Touched.of(detail, "222222222222", "eu-central-1"))
        .containsExactly("arn:aws:iam::222222222222:role/trainer");
  }
}
