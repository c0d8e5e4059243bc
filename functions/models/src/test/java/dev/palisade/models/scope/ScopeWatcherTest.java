package dev.palisade.models.scope;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import dev.palisade.models.StubAws;
import dev.palisade.platform.bus.RequestSender;
import dev.palisade.platform.function.WatchTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** From events and sweeps to the index and the news. */
class ScopeWatcherTest {

  private static final String JOB = "arn:aws:iam::222222222222:role/churn";

  @RegisterExtension
  static final WireMockExtension AWS =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  private final Map<String, String> index = new TreeMap<>();
  private final List<String> news = new ArrayList<>();
  private final ScopeWatcher watcher =
      new ScopeWatcher(
          new WatchTools(
              (account, region) -> new StubAws(account, region, AWS.baseUrl()),
              (arn, why) -> index.putIfAbsent(arn, why) == null,
              new RequestSender(new Bus(news), "palisade")));

  @Test
  void tellsOnceOfWhatATrainingJobRefersTo() throws IOException {
    sageMaker(
        "DescribeTrainingJob",
        """
        {"TrainingJobName": "churn-42", "RoleArn": "%s", "InputDataConfig": [
          {"DataSource": {"S3DataSource": {"S3Uri": "s3://churn-data/x"}}},
          {"DataSource": {"S3DataSource": {"S3Uri": "s3://churn-data/y"}}}]}
        """
            .formatted(JOB));
    Event event = call("CreateTrainingJob", "{\"trainingJobName\": \"churn-42\"}");
    assertThat(watcher.waitsFor(event)).isTrue();
    assertThat(watcher.see(event)).contains("refers to 2 resources, 2 of them new");
    assertThat(watcher.see(event)).contains("refers to 2 resources, 0 of them new");
    assertThat(index)
        .containsOnly(
            Map.entry("arn:aws:s3:::churn-data", "training input of job churn-42"),
            Map.entry(JOB, "role of training job churn-42"));
    assertThat(news)
        .containsExactlyInAnyOrder(
            "arn:aws:s3:::churn-data 222222222222 eu-west-1", JOB + " 222222222222 us-east-1");
  }

  @Test
  void indexesButDoesNotSendWhatAnotherAccountOwns() throws IOException {
    sageMaker(
        "DescribeModel",
        """
        {"ModelName": "churn", "ExecutionRoleArn": "arn:aws:iam::999999999999:role/other"}
        """);
    assertThat(watcher.see(call("CreateModel", "{\"modelName\": \"churn\"}")))
        .contains("1 of them");
    assertThat(index).containsOnlyKeys("arn:aws:iam::999999999999:role/other");
    assertThat(news).isEmpty();
  }

  @Test
  void saysWhyAnObjectCanNotBeReadAndFailsNoEvent() throws IOException {
    AWS.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody("{\"__type\": \"AccessDeniedException\", \"message\": \"no\"}")));
    assertThat(watcher.see(call("CreateModel", "{\"modelName\": \"churn\"}")))
        .contains("can't be read")
        .contains("DescribeModel");
    assertThat(index).isEmpty();
  }

  @Test
  void anObjectThatIsGoneRefersToNothing() throws IOException {
    AWS.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody(
                        "{\"__type\": \"ValidationException\","
                            + " \"message\": \"Could not find model\"}")));
    assertThat(watcher.see(call("CreateModel", "{\"modelName\": \"churn\"}")))
        .contains("refers to 0 resources");
  }

  @Test
  void readsThePublishedRecordOfACustomModelJob() throws IOException {
    AWS.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withBody(
                        """
                        {"jobName": "tune", "trainingDataConfig": {"s3Uri": "s3://prompts/t"}}
                        """)));
    Event record =
        Event.of(
            Codec.plain()
                .readTree(
                    Files.readString(
                        Path.of("src/test/resources/records/CreateModelCustomizationJob.json"))));
    assertThat(watcher.waitsFor(record)).isTrue();
    watcher.see(record);
    assertThat(index).containsOnlyKeys("arn:aws:s3:::prompts");
  }

  @Test
  void aSweepGoesOnWhereAServiceIsMissing() {
    AWS.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)));
    sageMaker(
        "ListNotebookInstances",
        "{\"NotebookInstances\": [{\"NotebookInstanceName\": \"explore\"}]}");
    sageMaker(
        "DescribeNotebookInstance",
        "{\"NotebookInstanceName\": \"explore\", \"RoleArn\": \"%s\"}".formatted(JOB));
    AWS.stubFor(
        get(urlPathEqualTo("/logging/modelinvocations"))
            .willReturn(
                aResponse()
                    .withBody("{\"loggingConfig\": {\"s3Config\": {\"bucketName\": \"logs\"}}}")));
    watcher.sweep("222222222222", "eu-west-1");
    assertThat(index)
        .containsOnly(
            Map.entry(JOB, "role of notebook explore"),
            Map.entry("arn:aws:s3:::logs", "model invocation log"));
  }

  private static void sageMaker(String operation, String answer) {
    AWS.stubFor(
        post(urlPathEqualTo("/"))
            .withHeader("X-Amz-Target", equalTo("SageMaker." + operation))
            .willReturn(aResponse().withBody(answer)));
  }

  private static Event call(String name, String parameters) throws IOException {
    return Event.of(
        Codec.plain()
            .readTree(
                """
                {"id": "1", "source": "aws.sagemaker", "account": "222222222222",
                 "region": "eu-west-1", "detail-type": "AWS API Call via CloudTrail",
                 "time": "2026-11-25T12:00:00Z", "resources": [],
                 "detail": {"eventSource": "sagemaker.amazonaws.com", "eventName": "%s",
                   "requestParameters": %s}}
                """
                    .formatted(name, parameters)));
  }

  /** A bus that remembers whom the news concern. */
  private record Bus(List<String> news) implements EventBridgeClient {

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      request
          .entries()
          .forEach(entry -> {
            try {
              var detail = Codec.plain().readTree(entry.detail());
              assertThat(entry.source()).isEqualTo("palisade.scope");
              assertThat(entry.detailType()).isEqualTo("Palisade Scope Change");
              news.add(
                  "%s %s %s"
                      .formatted(
                          detail.path("resource").asText(),
                          detail.path("account").asText(),
                          detail.path("region").asText()));
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      return PutEventsResponse.builder().failedEntryCount(0).entries(e -> e.eventId("1")).build();
    }

    @Override
    public String serviceName() {
      return "events";
    }

    @Override
    public void close() {}
  }
}
