package dev.palisade.models.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.resource.Arn;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.LoggingConfig;
import software.amazon.awssdk.services.bedrockagent.model.Agent;
import software.amazon.awssdk.services.bedrockagent.model.DataSource;
import software.amazon.awssdk.services.bedrockagent.model.KnowledgeBase;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeProcessingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;

/** What is read out of SageMaker's and Bedrock's objects. */
class ScopeReferencesTest {

  private static final String ROLE = "arn:aws:iam::222222222222:role/ml/churn";
  private static final String KEY_ID = "11111111-2222-3333-4444-555555555555";
  private static final String KEY = "arn:aws:kms:eu-west-1:222222222222:key/" + KEY_ID;
  private static final String EC2 = "arn:aws:ec2:eu-west-1:222222222222:";

  private final ScopeReferences to = new ScopeReferences("222222222222", "eu-west-1");

  @Test
  void readsTrainingJobs() {
    SageMakerReferences.of(
        DescribeTrainingJobResponse.builder()
            .trainingJobName("churn-42")
            .inputDataConfig(
                c -> c.dataSource(d -> d.s3DataSource(s -> s.s3Uri("s3://churn-data/2026/"))),
                c -> c.dataSource(d -> d.fileSystemDataSource(f -> f.fileSystemId("fs-1"))))
            .outputDataConfig(o -> o.s3OutputPath("s3://churn-models").kmsKeyId(KEY_ID))
            .checkpointConfig(c -> c.s3Uri("s3://churn-checkpoints/a b/ü"))
            .resourceConfig(r -> r.volumeKmsKeyId("alias/not-a-key"))
            .algorithmSpecification(
                a -> a.trainingImage("222222222222.dkr.ecr.us-east-1.amazonaws.com/ml/churn:7"))
            .roleArn(ROLE)
            .vpcConfig(v -> v.securityGroupIds("sg-1").subnets("subnet-1", "subnet-2"))
            .build(),
        to);
    assertThat(to.found())
        .containsExactly(
            found("arn:aws:s3:::churn-data", "training input of job churn-42"),
            found("arn:aws:s3:::churn-models", "training output of job churn-42"),
            found(KEY, "key of the training output of job churn-42"),
            found("arn:aws:s3:::churn-checkpoints", "checkpoints of job churn-42"),
            found(
                "arn:aws:ecr:us-east-1:222222222222:repository/ml/churn",
                "training image of job churn-42"),
            found(ROLE, "role of training job churn-42"),
            found(EC2 + "security-group/sg-1", "network of training job churn-42"),
            found(EC2 + "subnet/subnet-1", "network of training job churn-42"),
            found(EC2 + "subnet/subnet-2", "network of training job churn-42"));
  }

  @Test
  void readsProcessingJobs() {
    SageMakerReferences.of(
        DescribeProcessingJobResponse.builder()
            .processingJobName("clean")
            .processingInputs(i -> i.s3Input(s -> s.s3Uri("s3://raw/x")), i -> i.inputName("empty"))
            .processingOutputConfig(
                o -> o.outputs(p -> p.s3Output(s -> s.s3Uri("s3://clean/"))).kmsKeyId(KEY))
            .appSpecification(a -> a.imageUri("public.ecr.aws/somebody/image:1"))
            .roleArn(ROLE)
            .networkConfig(n -> n.vpcConfig(v -> v.securityGroupIds("sg-1")))
            .build(),
        to);
    assertThat(to.found())
        .containsExactly(
            found("arn:aws:s3:::raw", "processing input of job clean"),
            found("arn:aws:s3:::clean", "processing output of job clean"),
            found(KEY, "key of the processing output of job clean"),
            found(ROLE, "role of processing job clean"),
            found(EC2 + "security-group/sg-1", "network of processing job clean"));
  }

  @Test
  void readsModels() {
    SageMakerReferences.of(
        DescribeModelResponse.builder()
            .modelName("churn")
            .primaryContainer(c -> c.modelDataUrl("s3://models/churn.tar.gz"))
            .containers(c ->
                c.modelDataSource(d -> d.s3DataSource(s -> s.s3Uri("s3://weights/")))
                    .image("999999999999.dkr.ecr.us-east-1.amazonaws.com/other:1"))
            .executionRoleArn(ROLE)
            .build(),
        to);
    assertThat(to.found())
        .containsExactly(
            found("arn:aws:s3:::models", "artifact of model churn"),
            found("arn:aws:s3:::weights", "artifact of model churn"),
            found(ROLE, "role of model churn"));
  }

  @Test
  void readsEndpointConfigurationsAndNotebooks() {
    SageMakerReferences.of(
        DescribeEndpointConfigResponse.builder()
            .endpointConfigName("churn-v3")
            .kmsKeyId(KEY_ID)
            .dataCaptureConfig(d -> d.destinationS3Uri("s3://captured/churn"))
            .asyncInferenceConfig(a -> a.outputConfig(o -> o.s3OutputPath("s3://answers/")))
            .build(),
        to);
    SageMakerReferences.of(
        DescribeNotebookInstanceResponse.builder()
            .notebookInstanceName("explore")
            .roleArn(ROLE)
            .kmsKeyId(KEY)
            .securityGroups("sg-1")
            .subnetId("subnet-1")
            .build(),
        to);
    assertThat(to.found())
        .containsExactly(
            found(KEY, "storage key of endpoint configuration churn-v3"),
            found("arn:aws:s3:::captured", "captured requests of endpoint configuration churn-v3"),
            found("arn:aws:s3:::answers", "answers of endpoint configuration churn-v3"),
            found(ROLE, "role of notebook explore"),
            found(EC2 + "security-group/sg-1", "network of notebook explore"),
            found(EC2 + "subnet/subnet-1", "network of notebook explore"));
  }

  @Test
  void readsKnowledgeBasesAndAgents() {
    BedrockReferences.of(
        KnowledgeBase.builder()
            .name("handbook")
            .roleArn(ROLE)
            .storageConfiguration(s ->
                s.opensearchServerlessConfiguration(
                    o -> o.collectionArn("arn:aws:aoss:eu-west-1:222222222222:collection/c1")))
            .build(),
        to);
    BedrockReferences.of(
        DataSource.builder()
            .dataSourceConfiguration(
                c -> c.s3Configuration(s -> s.bucketArn("arn:aws:s3:::handbook-pages")))
            .serverSideEncryptionConfiguration(s -> s.kmsKeyArn(KEY))
            .build(),
        "handbook",
        to);
    BedrockReferences.of(
        Agent.builder().agentName("desk").agentResourceRoleArn(ROLE + "-agent").build(), to);
    assertThat(to.found())
        .containsExactly(
            found(ROLE, "role of knowledge base handbook"),
            found(
                "arn:aws:aoss:eu-west-1:222222222222:collection/c1",
                "vectors of knowledge base handbook"),
            found("arn:aws:s3:::handbook-pages", "source of knowledge base handbook"),
            found(KEY, "key of a source of knowledge base handbook"),
            found(ROLE + "-agent", "role of agent desk"));
  }

  @Test
  void readsCustomModelJobsAndInvocationLogging() {
    BedrockReferences.of(
        GetModelCustomizationJobResponse.builder()
            .jobName("tune")
            .trainingDataConfig(t -> t.s3Uri("s3://prompts/train.jsonl"))
            .validationDataConfig(v -> v.validators(x -> x.s3Uri("s3://checks/a.jsonl")))
            .outputDataConfig(o -> o.s3Uri("s3://tuned/"))
            .vpcConfig(v -> v.securityGroupIds("sg-1").subnetIds("subnet-1"))
            .build(),
        to);
    BedrockReferences.of(
        LoggingConfig.builder()
            .s3Config(s -> s.bucketName("prompt-logs"))
            .cloudWatchConfig(c -> c.logGroupName("/bedrock/all").roleArn(ROLE))
            .build(),
        to);
    assertThat(to.found())
        .containsExactly(
            found("arn:aws:s3:::prompts", "training data of custom model job tune"),
            found("arn:aws:s3:::checks", "validation data of custom model job tune"),
            found("arn:aws:s3:::tuned", "output of custom model job tune"),
            found(EC2 + "security-group/sg-1", "network of custom model job tune"),
            found(EC2 + "subnet/subnet-1", "network of custom model job tune"),
            found("arn:aws:s3:::prompt-logs", "model invocation log"),
            found(
                "arn:aws:logs:eu-west-1:222222222222:log-group:/bedrock/all",
                "model invocation log"),
            found(ROLE, "role that writes the model invocation log"));
  }

  @Test
  void keepsTheFirstReasonAndLeavesOutWhatNamesNothing() {
    to.s3("s3://data/a", "first");
    to.s3("s3://data/b", "second");
    to.s3("https://example.com/data", "no bucket");
    to.s3("s3://arn:aws:s3:eu-west-1:222222222222:accesspoint/p/x", "no bucket");
    to.s3(null, "nothing");
    to.arn("churn", "no ARN");
    to.arn("", "nothing");
    to.key("alias/churn", "no key");
    assertThat(to.found()).containsExactly(found("arn:aws:s3:::data", "first"));
  }

  @Test
  void namesOtherPartitions() {
    ScopeReferences china = new ScopeReferences("222222222222", "cn-north-1");
    china.s3("s3://data/a", "input");
    assertThat(china.found()).containsExactly(found("arn:aws-cn:s3:::data", "input"));
  }

  @Property
  void findsTheBucketWhateverTheKey(
      @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 3, max = 63) String bucket,
      @ForAll String key) {
    ScopeReferences any = new ScopeReferences("222222222222", "eu-west-1");
    any.s3("s3://" + bucket + "/" + key, "input");
    assertThat(any.found()).containsExactly(found("arn:aws:s3:::" + bucket, "input"));
  }

  @Property
  void neverFailsAndOnlyNamesArns(@ForAll String text) {
    ScopeReferences any = new ScopeReferences("222222222222", "eu-west-1");
    any.s3(text, "a");
    any.arn(text, "b");
    any.key(text, "c");
    any.image(text, "d");
    assertThat(any.found()).allMatch(one -> Arn.looksLike(one.arn()));
  }

  private static ScopeReference found(String arn, String why) {
    return new ScopeReference(arn, why);
  }
}
