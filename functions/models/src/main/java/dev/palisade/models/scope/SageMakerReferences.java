package dev.palisade.models.scope;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.model.Channel;
import software.amazon.awssdk.services.sagemaker.model.ContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeProcessingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.ProcessingInput;
import software.amazon.awssdk.services.sagemaker.model.ProcessingOutput;
import software.amazon.awssdk.services.sagemaker.model.VpcConfig;

/** What SageMaker's objects refer to. */
final class SageMakerReferences {

  private SageMakerReferences() {}

  static void of(DescribeTrainingJobResponse job, ScopeReferences to) {
    String name = " of job " + job.trainingJobName();
    for (Channel channel : job.inputDataConfig()) {
      if (channel.dataSource() != null && channel.dataSource().s3DataSource() != null) {
        to.s3(channel.dataSource().s3DataSource().s3Uri(), "training input" + name);
      }
    }
    if (job.outputDataConfig() != null) {
      to.s3(job.outputDataConfig().s3OutputPath(), "training output" + name);
      to.key(job.outputDataConfig().kmsKeyId(), "key of the training output" + name);
    }
    if (job.checkpointConfig() != null) {
      to.s3(job.checkpointConfig().s3Uri(), "checkpoints" + name);
    }
    if (job.resourceConfig() != null) {
      to.key(job.resourceConfig().volumeKmsKeyId(), "key of the training volumes" + name);
    }
    if (job.algorithmSpecification() != null) {
      to.image(job.algorithmSpecification().trainingImage(), "training image" + name);
    }
    to.arn(job.roleArn(), "role of training job " + job.trainingJobName());
    network(job.vpcConfig(), "network of training job " + job.trainingJobName(), to);
  }

  static void of(DescribeProcessingJobResponse job, ScopeReferences to) {
    String name = " of job " + job.processingJobName();
    for (ProcessingInput input : job.processingInputs()) {
      if (input.s3Input() != null) {
        to.s3(input.s3Input().s3Uri(), "processing input" + name);
      }
    }
    if (job.processingOutputConfig() != null) {
      for (ProcessingOutput output : job.processingOutputConfig().outputs()) {
        if (output.s3Output() != null) {
          to.s3(output.s3Output().s3Uri(), "processing output" + name);
        }
      }
      to.key(job.processingOutputConfig().kmsKeyId(), "key of the processing output" + name);
    }
    if (job.processingResources() != null && job.processingResources().clusterConfig() != null) {
      to.key(
          job.processingResources().clusterConfig().volumeKmsKeyId(),
          "key of the processing volumes" + name);
    }
    if (job.appSpecification() != null) {
      to.image(job.appSpecification().imageUri(), "processing image" + name);
    }
    to.arn(job.roleArn(), "role of processing job " + job.processingJobName());
    if (job.networkConfig() != null) {
      network(
          job.networkConfig().vpcConfig(),
          "network of processing job " + job.processingJobName(),
          to);
    }
  }

  static void of(DescribeModelResponse model, ScopeReferences to) {
    Stream.concat(Stream.ofNullable(model.primaryContainer()), model.containers().stream())
        .forEach(container -> container(container, model.modelName(), to));
    to.arn(model.executionRoleArn(), "role of model " + model.modelName());
    network(model.vpcConfig(), "network of model " + model.modelName(), to);
  }

  private static void container(ContainerDefinition container, String model, ScopeReferences to) {
    to.s3(container.modelDataUrl(), "artifact of model " + model);
    to.image(container.image(), "image of model " + model);
    if (container.modelDataSource() != null && container.modelDataSource().s3DataSource() != null) {
      to.s3(container.modelDataSource().s3DataSource().s3Uri(), "artifact of model " + model);
    }
    container
        .additionalModelDataSources()
        .forEach(more -> {
          if (more.s3DataSource() != null) {
            to.s3(more.s3DataSource().s3Uri(), "artifact of model " + model);
          }
        });
  }

  static void of(DescribeEndpointConfigResponse config, ScopeReferences to) {
    String name = " of endpoint configuration " + config.endpointConfigName();
    to.key(config.kmsKeyId(), "storage key" + name);
    if (config.dataCaptureConfig() != null) {
      to.s3(config.dataCaptureConfig().destinationS3Uri(), "captured requests" + name);
      to.key(config.dataCaptureConfig().kmsKeyId(), "key of captured requests" + name);
    }
    if (config.asyncInferenceConfig() != null
        && config.asyncInferenceConfig().outputConfig() != null) {
      to.s3(config.asyncInferenceConfig().outputConfig().s3OutputPath(), "answers" + name);
      to.s3(config.asyncInferenceConfig().outputConfig().s3FailurePath(), "failures" + name);
      to.key(config.asyncInferenceConfig().outputConfig().kmsKeyId(), "key of answers" + name);
    }
    to.arn(config.executionRoleArn(), "role" + name);
    network(config.vpcConfig(), "network" + name, to);
  }

  static void of(DescribeNotebookInstanceResponse notebook, ScopeReferences to) {
    String name = " of notebook " + notebook.notebookInstanceName();
    to.arn(notebook.roleArn(), "role" + name);
    to.key(notebook.kmsKeyId(), "key" + name);
    to.network(
        notebook.securityGroups(),
        Stream.ofNullable(notebook.subnetId()).toList(),
        "network" + name);
  }

  private static void network(@Nullable VpcConfig config, String why, ScopeReferences to) {
    if (config != null) {
      to.network(config.securityGroupIds(), config.subnets(), why);
    }
  }
}
