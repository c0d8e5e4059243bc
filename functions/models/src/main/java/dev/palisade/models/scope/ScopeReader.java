package dev.palisade.models.scope;

import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.models.SageMakerCall;
import dev.palisade.platform.aws.AwsCall;
import dev.palisade.platform.aws.AwsSession;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.ModelCustomizationJobSummary;
import software.amazon.awssdk.services.bedrock.model.SortJobsBy;
import software.amazon.awssdk.services.bedrockagent.BedrockAgentClient;
import software.amazon.awssdk.services.bedrockagent.model.AgentSummary;
import software.amazon.awssdk.services.bedrockagent.model.KnowledgeBaseSummary;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.EndpointConfigSummary;
import software.amazon.awssdk.services.sagemaker.model.ModelSummary;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceSummary;
import software.amazon.awssdk.services.sagemaker.model.OrderKey;
import software.amazon.awssdk.services.sagemaker.model.ProcessingJobSummary;
import software.amazon.awssdk.services.sagemaker.model.SortBy;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobSummary;

/** Reads AI objects of an account and region, and what they refer to. */
final class ScopeReader {

  /** How many of each kind a sweep looks at, newest first: jobs stay listed for ever. */
  static final int MOST = 100;

  private final AwsSession session;
  private final SageMakerClient sageMaker;
  private final BedrockClient bedrock;
  private final BedrockAgentClient agents;

  ScopeReader(AwsSession session) {
    this.session = session;
    this.sageMaker = session.client(SageMakerClient.builder());
    this.bedrock = session.client(BedrockClient.builder());
    this.agents = session.client(BedrockAgentClient.builder());
  }

  /**
   * What an object refers to; nothing where it is gone.
   *
   * @param id what the service's API takes
   * @throws GatewayException if it can't be read
   */
  List<ScopeReference> read(AiObject object, String id) {
    ScopeReferences to = new ScopeReferences(session.account(), session.region());
    ResourceRef ref = ref(object, id);
    switch (object) {
      case TRAINING_JOB ->
          SageMakerCall.find(
                  ref,
                  "DescribeTrainingJob",
                  () -> sageMaker.describeTrainingJob(r -> r.trainingJobName(id)))
              .ifPresent(found -> SageMakerReferences.of(found, to));
      case PROCESSING_JOB ->
          SageMakerCall.find(
                  ref,
                  "DescribeProcessingJob",
                  () -> sageMaker.describeProcessingJob(r -> r.processingJobName(id)))
              .ifPresent(found -> SageMakerReferences.of(found, to));
      case MODEL ->
          SageMakerCall.find(
                  ref, "DescribeModel", () -> sageMaker.describeModel(r -> r.modelName(id)))
              .ifPresent(found -> SageMakerReferences.of(found, to));
      case ENDPOINT_CONFIG ->
          SageMakerCall.find(
                  ref,
                  "DescribeEndpointConfig",
                  () -> sageMaker.describeEndpointConfig(r -> r.endpointConfigName(id)))
              .ifPresent(found -> SageMakerReferences.of(found, to));
      case NOTEBOOK ->
          SageMakerCall.find(
                  ref,
                  "DescribeNotebookInstance",
                  () -> sageMaker.describeNotebookInstance(r -> r.notebookInstanceName(id)))
              .ifPresent(found -> SageMakerReferences.of(found, to));
      case KNOWLEDGE_BASE, DATA_SOURCE -> knowledgeBase(ref, id, to);
      case AGENT ->
          AwsCall.find(
                  ref,
                  "GetAgent",
                  () -> agents.getAgent(r -> r.agentId(id)).agent(),
                  "ResourceNotFoundException")
              .ifPresent(found -> BedrockReferences.of(found, to));
      case CUSTOM_MODEL_JOB ->
          AwsCall.find(
                  ref,
                  "GetModelCustomizationJob",
                  () -> bedrock.getModelCustomizationJob(r -> r.jobIdentifier(id)),
                  "ResourceNotFoundException")
              .ifPresent(found -> BedrockReferences.of(found, to));
      case INVOCATION_LOGGING ->
          AwsCall.on(
                  ref,
                  "GetModelInvocationLoggingConfiguration",
                  () ->
                      Stream.ofNullable(
                          bedrock.getModelInvocationLoggingConfiguration(r -> {}).loggingConfig()))
              .forEach(found -> BedrockReferences.of(found, to));
    }
    return to.found();
  }

  private void knowledgeBase(ResourceRef ref, String id, ScopeReferences to) {
    AwsCall.find(
            ref,
            "GetKnowledgeBase",
            () -> agents.getKnowledgeBase(r -> r.knowledgeBaseId(id)).knowledgeBase(),
            "ResourceNotFoundException")
        .ifPresent(base -> {
          BedrockReferences.of(base, to);
          AwsCall.on(
                  ref,
                  "ListDataSources",
                  () ->
                      agents
                          .listDataSourcesPaginator(r -> r.knowledgeBaseId(id))
                          .dataSourceSummaries()
                          .stream()
                          .toList())
              .forEach(one ->
                  AwsCall.find(
                          ref,
                          "GetDataSource",
                          () ->
                              agents
                                  .getDataSource(
                                      r -> r.knowledgeBaseId(id).dataSourceId(one.dataSourceId()))
                                  .dataSource(),
                          "ResourceNotFoundException")
                      .ifPresent(source -> BedrockReferences.of(source, base.name(), to)));
        });
  }

  /**
   * The newest objects of a kind, by what the service's API takes.
   *
   * @throws GatewayException if they can't be listed
   */
  List<String> list(AiObject object) {
    return AwsCall.on(
        ref(object, "all"), "listing of " + object, () -> names(object).limit(MOST).toList());
  }

  private Stream<String> names(AiObject object) {
    return switch (object) {
      case TRAINING_JOB ->
          sageMaker
              .listTrainingJobsPaginator(
                  r -> r.sortBy(SortBy.CREATION_TIME).sortOrder(SortOrder.DESCENDING))
              .trainingJobSummaries()
              .stream()
              .map(TrainingJobSummary::trainingJobName);
      case PROCESSING_JOB ->
          sageMaker
              .listProcessingJobsPaginator(
                  r -> r.sortBy(SortBy.CREATION_TIME).sortOrder(SortOrder.DESCENDING))
              .processingJobSummaries()
              .stream()
              .map(ProcessingJobSummary::processingJobName);
      case MODEL ->
          sageMaker.listModelsPaginator(r -> r.sortOrder(OrderKey.DESCENDING)).models().stream()
              .map(ModelSummary::modelName);
      case ENDPOINT_CONFIG ->
          sageMaker
              .listEndpointConfigsPaginator(r -> r.sortOrder(OrderKey.DESCENDING))
              .endpointConfigs()
              .stream()
              .map(EndpointConfigSummary::endpointConfigName);
      case NOTEBOOK ->
          sageMaker.listNotebookInstancesPaginator().notebookInstances().stream()
              .map(NotebookInstanceSummary::notebookInstanceName);
      case KNOWLEDGE_BASE ->
          agents.listKnowledgeBasesPaginator(r -> {}).knowledgeBaseSummaries().stream()
              .map(KnowledgeBaseSummary::knowledgeBaseId);
      case DATA_SOURCE -> Stream.empty();
      case AGENT ->
          agents.listAgentsPaginator(r -> {}).agentSummaries().stream().map(AgentSummary::agentId);
      case CUSTOM_MODEL_JOB ->
          bedrock
              .listModelCustomizationJobsPaginator(r ->
                  r.sortBy(SortJobsBy.CREATION_TIME)
                      .sortOrder(
                          software.amazon.awssdk.services.bedrock.model.SortOrder.DESCENDING))
              .modelCustomizationJobSummaries()
              .stream()
              .map(ModelCustomizationJobSummary::jobArn);
      case INVOCATION_LOGGING -> Stream.of(session.region());
    };
  }

  // Only for messages: what is read here is no resource that a control judges.
  private ResourceRef ref(AiObject object, String id) {
    return new ResourceRef(
        object.name(), id, object + " " + id, session.account(), session.region());
  }
}
