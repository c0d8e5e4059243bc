package dev.palisade.infra.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** Alarms that say when the hub itself is not well, and the page where it can be seen. */
final class Watch extends Construct {

  /** Namespace of the metrics that the functions write. */
  static final String NAMESPACE = "Palisade";

  /** Counts uses of Palisade's roles that no ledger entry explains: somebody else has them. */
  static final String OWN_ROLE_WITHOUT_LEDGER = "OwnRoleWithoutLedger";

  private static final Duration PERIOD = Duration.minutes(5);

  private final Topic topic;

  Watch(
      Construct scope,
      List<Responder> responders,
      List<HubFunction> functions,
      List<WorkQueue> queues,
      Topic topic) {
    super(scope, "Watch");
    this.topic = topic;
    List<List<IWidget>> rows = new ArrayList<>();
    responders.forEach(responder -> rows.add(watch(responder)));
    functions.forEach(function -> rows.add(watch(function)));
    queues.forEach(queue -> rows.add(watch(queue)));
    Dashboard.Builder.create(this, "Dashboard").dashboardName("Palisade").widgets(rows).build();
  }

  private List<IWidget> watch(Responder responder) {
    String domain = responder.domain;
    IMetric dead = responder.inbox.dead.metricApproximateNumberOfMessagesVisible();
    IMetric age = responder.inbox.queue.metricApproximateAgeOfOldestMessage();
    IMetric errors = responder.alias.metricErrors();
    IMetric misuse =
        Metric.Builder.create()
            .namespace(NAMESPACE)
            .metricName(OWN_ROLE_WITHOUT_LEDGER)
            .dimensionsMap(Map.of("Service", "palisade-" + domain))
            .statistic("Sum")
            .period(PERIOD)
            .build();
    alarm(
        domain + "Dead",
        dead,
        1,
        "Events of %s were given up on: redrive or look".formatted(domain));
    alarm(domain + "Age", age, 900, "Events of %s wait longer than 15 minutes".formatted(domain));
    alarm(domain + "Errors", errors, 1, "The function of %s fails".formatted(domain));
    alarm(
        domain + OWN_ROLE_WITHOUT_LEDGER,
        misuse,
        1,
        "A role of %s acted without a ledger entry: somebody else uses it".formatted(domain));
    return List.of(
        graph(domain + ": given up on, own role misused", dead, misuse),
        graph(domain + ": age of the oldest event (s)", age),
        graph(domain + ": invocations, errors", responder.alias.metricInvocations(), errors),
        graph(domain + ": duration (ms)", responder.alias.metricDuration()));
  }

  private List<IWidget> watch(HubFunction function) {
    IMetric errors = function.alias.metricErrors();
    alarm(
        function.name + "Errors",
        errors,
        1,
        "The function palisade-%s fails".formatted(function.name));
    return List.of(
        graph(function.name + ": invocations, errors", function.alias.metricInvocations(), errors),
        graph(function.name + ": duration (ms)", function.alias.metricDuration()));
  }

  private List<IWidget> watch(WorkQueue work) {
    IMetric dead = work.dead.metricApproximateNumberOfMessagesVisible();
    IMetric age = work.queue.metricApproximateAgeOfOldestMessage();
    alarm(
        work.name + "Dead",
        dead,
        1,
        "Messages of palisade-%s were given up on: redrive or look".formatted(work.name));
    alarm(
        work.name + "Age",
        age,
        900,
        "Messages of palisade-%s wait longer than 15 minutes".formatted(work.name));
    return List.of(
        graph(work.name + ": given up on", dead),
        graph(work.name + ": age of the oldest message (s)", age));
  }

  private void alarm(String id, IMetric metric, int threshold, String description) {
    Alarm.Builder.create(this, id)
        .alarmDescription(description)
        .metric(metric)
        .threshold(threshold)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }

  private static IWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create().title(title).width(6).left(List.of(metrics)).build();
  }
}
