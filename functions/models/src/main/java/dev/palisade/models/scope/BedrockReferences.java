package dev.palisade.models.scope;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.LoggingConfig;
import software.amazon.awssdk.services.bedrockagent.model.Agent;
import software.amazon.awssdk.services.bedrockagent.model.DataSource;
import software.amazon.awssdk.services.bedrockagent.model.KnowledgeBase;
import software.amazon.awssdk.services.bedrockagent.model.KnowledgeBaseConfiguration;
import software.amazon.awssdk.services.bedrockagent.model.StorageConfiguration;

/** What Bedrock's objects refer to. */
final class BedrockReferences {

  private BedrockReferences() {}

  static void of(KnowledgeBase base, ScopeReferences to) {
    String name = " of knowledge base " + base.name();
    to.arn(base.roleArn(), "role" + name);
    supplements(base.knowledgeBaseConfiguration(), "extracted content" + name, to);
    StorageConfiguration storage = base.storageConfiguration();
    if (storage == null) {
      return;
    }
    if (storage.opensearchServerlessConfiguration() != null) {
      to.arn(storage.opensearchServerlessConfiguration().collectionArn(), "vectors" + name);
    }
    if (storage.rdsConfiguration() != null) {
      to.arn(storage.rdsConfiguration().resourceArn(), "vectors" + name);
      to.arn(storage.rdsConfiguration().credentialsSecretArn(), "credentials" + name);
    }
    if (storage.s3VectorsConfiguration() != null) {
      to.arn(storage.s3VectorsConfiguration().vectorBucketArn(), "vectors" + name);
    }
  }

  private static void supplements(
      @Nullable KnowledgeBaseConfiguration config, String why, ScopeReferences to) {
    if (config == null
        || config.vectorKnowledgeBaseConfiguration() == null
        || config.vectorKnowledgeBaseConfiguration().supplementalDataStorageConfiguration()
            == null) {
      return;
    }
    config
        .vectorKnowledgeBaseConfiguration()
        .supplementalDataStorageConfiguration()
        .storageLocations()
        .forEach(location -> {
          if (location.s3Location() != null) {
            to.s3(location.s3Location().uri(), why);
          }
        });
  }

  static void of(DataSource source, String base, ScopeReferences to) {
    if (source.dataSourceConfiguration() != null
        && source.dataSourceConfiguration().s3Configuration() != null) {
      to.arn(
          source.dataSourceConfiguration().s3Configuration().bucketArn(),
          "source of knowledge base " + base);
    }
    if (source.serverSideEncryptionConfiguration() != null) {
      to.key(
          source.serverSideEncryptionConfiguration().kmsKeyArn(),
          "key of a source of knowledge base " + base);
    }
  }

  static void of(Agent agent, ScopeReferences to) {
    to.arn(agent.agentResourceRoleArn(), "role of agent " + agent.agentName());
    to.key(agent.customerEncryptionKeyArn(), "key of agent " + agent.agentName());
  }

  static void of(GetModelCustomizationJobResponse job, ScopeReferences to) {
    String name = " of custom model job " + job.jobName();
    if (job.trainingDataConfig() != null) {
      to.s3(job.trainingDataConfig().s3Uri(), "training data" + name);
    }
    if (job.validationDataConfig() != null) {
      job.validationDataConfig()
          .validators()
          .forEach(validator -> to.s3(validator.s3Uri(), "validation data" + name));
    }
    if (job.outputDataConfig() != null) {
      to.s3(job.outputDataConfig().s3Uri(), "output" + name);
    }
    to.arn(job.roleArn(), "role" + name);
    to.key(job.outputModelKmsKeyArn(), "key" + name);
    if (job.vpcConfig() != null) {
      to.network(job.vpcConfig().securityGroupIds(), job.vpcConfig().subnetIds(), "network" + name);
    }
  }

  static void of(LoggingConfig config, ScopeReferences to) {
    String why = "model invocation log";
    if (config.s3Config() != null) {
      to.bucket(config.s3Config().bucketName(), why);
    }
    if (config.cloudWatchConfig() != null) {
      to.logGroup(config.cloudWatchConfig().logGroupName(), why);
      to.arn(config.cloudWatchConfig().roleArn(), "role that writes the " + why);
      if (config.cloudWatchConfig().largeDataDeliveryS3Config() != null) {
        to.bucket(config.cloudWatchConfig().largeDataDeliveryS3Config().bucketName(), why);
      }
    }
  }
}
