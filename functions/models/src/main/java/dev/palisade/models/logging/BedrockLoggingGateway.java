package dev.palisade.models.logging;

import dev.palisade.core.plan.Gateway;
import dev.palisade.core.resource.Facet;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.models.logging.LoggingChange.DeleteInvocationLogging;
import dev.palisade.models.logging.LoggingChange.PutInvocationLogging;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.CloudWatchConfig;
import software.amazon.awssdk.services.bedrock.model.S3Config;

/** Reads and sets the model invocation logging of an account and region through Bedrock. */
public final class BedrockLoggingGateway implements Gateway<InvocationLogging, LoggingChange> {

  private final AwsSession session;
  private final BedrockClient bedrock;

  /** A gateway for one account and region. */
  public BedrockLoggingGateway(AwsSession session) {
    this.session = session;
    this.bedrock = session.client(BedrockClient.builder());
  }

  @Override
  public InvocationLogging read(ResourceRef ref, Set<Facet> facets) {
    return facets.contains(LoggingFacet.CONFIG)
        ? new InvocationLogging(
            config(
                AwsCall.on(
                    ref,
                    "GetModelInvocationLoggingConfiguration",
                    () -> bedrock.getModelInvocationLoggingConfiguration(r -> {}).loggingConfig())))
        : new InvocationLogging(null);
  }

  private static @Nullable LoggingConfig config(
      software.amazon.awssdk.services.bedrock.model.@Nullable LoggingConfig config) {
    return config == null || (config.s3Config() == null && config.cloudWatchConfig() == null)
        ? null
        : new LoggingConfig(
            config.textDataDeliveryEnabled(),
            config.imageDataDeliveryEnabled(),
            config.embeddingDataDeliveryEnabled(),
            config.videoDataDeliveryEnabled(),
            config.audioDataDeliveryEnabled(),
            bucket(config.s3Config()),
            group(config.cloudWatchConfig()));
  }

  private static LoggingConfig.@Nullable Bucket bucket(@Nullable S3Config config) {
    return config == null
        ? null
        : new LoggingConfig.Bucket(
            config.bucketName(), Objects.requireNonNullElse(config.keyPrefix(), ""));
  }

  private static LoggingConfig.@Nullable LogGroup group(@Nullable CloudWatchConfig config) {
    return config == null
        ? null
        : new LoggingConfig.LogGroup(
            config.logGroupName(), config.roleArn(), bucket(config.largeDataDeliveryS3Config()));
  }

  @Override
  public void execute(ResourceRef ref, LoggingChange change) {
    AwsCall.on(
        ref,
        change.call().event(),
        () ->
            switch (change) {
              case PutInvocationLogging put ->
                  bedrock.putModelInvocationLoggingConfiguration(
                      r -> r.loggingConfig(config(put.after())));
              case DeleteInvocationLogging ignored ->
                  bedrock.deleteModelInvocationLoggingConfiguration(r -> {});
            });
  }

  private static software.amazon.awssdk.services.bedrock.model.LoggingConfig config(
      LoggingConfig config) {
    return software.amazon.awssdk.services.bedrock.model.LoggingConfig.builder()
        .textDataDeliveryEnabled(config.text())
        .imageDataDeliveryEnabled(config.image())
        .embeddingDataDeliveryEnabled(config.embedding())
        .videoDataDeliveryEnabled(config.video())
        .audioDataDeliveryEnabled(config.audio())
        .s3Config(s3(config.s3()))
        .cloudWatchConfig(cloudWatch(config.logs()))
        .build();
  }

  private static @Nullable S3Config s3(LoggingConfig.@Nullable Bucket bucket) {
    return bucket == null
        ? null
        : S3Config.builder()
            .bucketName(bucket.bucket())
            .keyPrefix(bucket.prefix().isEmpty() ? null : bucket.prefix())
            .build();
  }

  private static @Nullable CloudWatchConfig cloudWatch(LoggingConfig.@Nullable LogGroup group) {
    return group == null
        ? null
        : CloudWatchConfig.builder()
            .logGroupName(group.name())
            .roleArn(group.role())
            .largeDataDeliveryS3Config(s3(group.large()))
            .build();
  }

  @Override
  public Stream<ResourceRef> list() {
    return Stream.of(Loggings.TYPE.ref(session.account(), session.region(), session.region()));
  }
}
