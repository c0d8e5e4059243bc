package dev.palisade.models.scope;

import static dev.palisade.core.control.Trigger.cloudTrail;

import dev.palisade.core.control.Call;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import dev.palisade.core.event.Pointers;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of SageMaker and Bedrock objects that references are read from. */
enum AiObject {
  TRAINING_JOB(
      cloudTrail("sagemaker", "CreateTrainingJob").restsOn(Trigger.Evidence.RECORD),
      "/requestParameters/trainingJobName",
      Call.of("sagemaker:DescribeTrainingJob", sageMaker("training-job")),
      Call.of("sagemaker:ListTrainingJobs", "*")),
  PROCESSING_JOB(
      cloudTrail("sagemaker", "CreateProcessingJob").restsOn(Trigger.Evidence.MODEL),
      "/requestParameters/processingJobName",
      Call.of("sagemaker:DescribeProcessingJob", sageMaker("processing-job")),
      Call.of("sagemaker:ListProcessingJobs", "*")),
  MODEL(
      cloudTrail("sagemaker", "CreateModel"),
      "/requestParameters/modelName",
      Call.of("sagemaker:DescribeModel", sageMaker("model")),
      Call.of("sagemaker:ListModels", "*")),
  ENDPOINT_CONFIG(
      cloudTrail("sagemaker", "CreateEndpointConfig").restsOn(Trigger.Evidence.MODEL),
      "/requestParameters/endpointConfigName",
      Call.of("sagemaker:DescribeEndpointConfig", sageMaker("endpoint-config")),
      Call.of("sagemaker:ListEndpointConfigs", "*")),
  NOTEBOOK(
      cloudTrail("sagemaker", "CreateNotebookInstance", "UpdateNotebookInstance"),
      "/requestParameters/notebookInstanceName",
      Call.of("sagemaker:DescribeNotebookInstance", sageMaker("notebook-instance")),
      Call.of("sagemaker:ListNotebookInstances", "*")),
  KNOWLEDGE_BASE(
      cloudTrail("bedrock", "CreateKnowledgeBase", "UpdateKnowledgeBase")
          .restsOn(Trigger.Evidence.MODEL),
      "/responseElements/knowledgeBase/knowledgeBaseId",
      Call.of("bedrock:GetKnowledgeBase", bedrock("knowledge-base")),
      Call.of("bedrock:ListKnowledgeBases", "*"),
      Call.of("bedrock:ListDataSources", bedrock("knowledge-base")),
      Call.of("bedrock:GetDataSource", bedrock("knowledge-base"))),
  /** A source is read with its knowledge base. */
  DATA_SOURCE(
      cloudTrail("bedrock", "CreateDataSource", "UpdateDataSource").restsOn(Trigger.Evidence.MODEL),
      "/requestParameters/knowledgeBaseId"),
  AGENT(
      cloudTrail("bedrock", "CreateAgent", "UpdateAgent"),
      "/responseElements/agent/agentId",
      Call.of("bedrock:GetAgent", bedrock("agent")),
      Call.of("bedrock:ListAgents", "*")),
  CUSTOM_MODEL_JOB(
      cloudTrail("bedrock", "CreateModelCustomizationJob").restsOn(Trigger.Evidence.RECORD),
      "/responseElements/jobArn",
      Call.of("bedrock:GetModelCustomizationJob", bedrock("model-customization-job")),
      Call.of("bedrock:ListModelCustomizationJobs", "*")),
  /** There is one per account and region, so the event's region names it. */
  INVOCATION_LOGGING(
      cloudTrail("bedrock", "PutModelInvocationLoggingConfiguration"),
      "/awsRegion",
      Call.of("bedrock:GetModelInvocationLoggingConfiguration", "*"));

  private final Trigger trigger;
  private final String pointer;
  private final Set<Call> calls;

  AiObject(Trigger trigger, String pointer, Call... calls) {
    this.trigger = trigger;
    this.pointer = pointer;
    this.calls = Set.of(calls);
  }

  private static String sageMaker(String kind) {
    return "arn:{partition}:sagemaker:*:{account}:" + kind + "/*";
  }

  private static String bedrock(String kind) {
    return "arn:{partition}:bedrock:*:{account}:" + kind + "/*";
  }

  /** The event that tells of a new or changed one. */
  Trigger trigger() {
    return trigger;
  }

  /** The calls that reading and listing it makes. */
  Set<Call> calls() {
    return calls;
  }

  /** The ones that an event names, by what the service's API takes. */
  Stream<String> namedBy(Event event) {
    return trigger.matches(event) ? Pointers.texts(event.detail(), pointer) : Stream.empty();
  }
}
