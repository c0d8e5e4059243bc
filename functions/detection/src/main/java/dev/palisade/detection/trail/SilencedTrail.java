package dev.palisade.detection.trail;

import static dev.palisade.core.control.ControlSpec.control;

import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Context;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.control.Trigger.Evidence;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.detection.trail.TrailChange.CreateTrail;
import dev.palisade.detection.trail.TrailChange.PutEventSelectors;
import dev.palisade.detection.trail.TrailChange.StartLogging;
import dev.palisade.detection.trail.TrailChange.UpdateTrail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trail that was stopped, deleted or narrowed: it records again what the baseline recorded. What
 * a trail may record beyond the baseline stays.
 *
 * <p>Another bucket or another key can be meant, so that restoring those asks; so does log file
 * validation where no baseline says that it was on. A trail of the organization, or one at home in
 * another region, can't be changed from here and is ticketed. Delivery to CloudWatch Logs is not
 * compared, and not restored with a deleted trail: it needs a role to be passed, a right that the
 * remediation role does not have.
 */
public final class SilencedTrail implements Control<Trail, TrailChange> {

  private static final String AI = "it records what is done to the AI workloads";

  private static final ControlSpec SPEC =
      control("CloudTrail.Logging")
          .title("Trails record what they recorded before")
          .why(
              "Who is about to steal a model or poison its data stops the trail first; what happens"
                  + " then is seen by nobody, Palisade included.")
          .breaks("Nothing; events are written, and paid for, again.")
          .atSource(
              "aws_cloudtrail, enable_logging = true, with the is_multi_region_trail,"
                  + " include_global_service_events, enable_log_file_validation, event_selector and"
                  + " advanced_event_selector that the trail had",
              "AWS::CloudTrail::Trail, IsLogging: true, with the IsMultiRegionTrail,"
                  + " IncludeGlobalServiceEvents, EnableLogFileValidation, EventSelectors and"
                  + " AdvancedEventSelectors that the trail had")
          .severity(Severity.CRITICAL)
          .autonomy(Autonomy.ENFORCE)
          .reads(TrailFacet.SETTINGS, TrailFacet.STATUS, TrailFacet.SELECTORS)
          .calls(
              TrailCalls.START,
              TrailCalls.UPDATE,
              TrailCalls.SELECT,
              TrailCalls.CREATE,
              TrailCalls.ADD_TAGS)
          .undoCalls(TrailCalls.STOP, TrailCalls.UPDATE, TrailCalls.SELECT, TrailCalls.DELETE)
          .trigger(
              Trigger.cloudTrail("cloudtrail", "DeleteTrail", "StopLogging", "UpdateTrail")
                  .resource(Trail.TYPE, "/requestParameters/name")
                  .restsOn(Evidence.RECORD))
          .trigger(
              Trigger.cloudTrail("cloudtrail", "PutEventSelectors")
                  .resource(Trail.TYPE, "/requestParameters/trailName")
                  .restsOn(Evidence.RECORD))
          .standard(Standard.SECURITY_HUB, "CloudTrail.1", "CloudTrail.2", "CloudTrail.4")
          .standard(Standard.PROWLER, "cloudtrail_bedrock_logging_enabled")
          .standard(Standard.GENAI_LENS, "GENSEC03-BP01")
          .source(
              "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html")
          .source(
              "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html")
          .build();

  @Override
  public ControlSpec spec() {
    return SPEC;
  }

  @Override
  public Plan<Trail, TrailChange> plan(Trail observed, Context<Trail> context) {
    Trail baseline = context.baseline();
    Plan<Trail, TrailChange> plan =
        observed.exists() ? narrowed(observed, context) : deleted(baseline, context.ref());
    return plan.isHeld() ? plan : plan.aiBecause(AI);
  }

  private static Plan<Trail, TrailChange> deleted(@Nullable Trail baseline, ResourceRef ref) {
    TrailSettings settings = baseline == null ? null : baseline.settings();
    if (baseline == null || settings == null) {
      return Plan.<Trail, TrailChange>ticket(
              "The trail was deleted, and there is no baseline to make it from.",
              """
              aws cloudtrail create-trail --name %s --s3-bucket-name BUCKET \
              --is-multi-region-trail --enable-log-file-validation
              aws cloudtrail start-logging --name %s\
              """
                  .formatted(ref.id(), ref.id()))
          .evidence("trail", "deleted");
    }
    if (settings.foreign(ref)) {
      return foreign(settings, Map.of("trail", "deleted"));
    }
    List<TrailChange> changes = new ArrayList<>();
    changes.add(new CreateTrail(settings.withoutLogGroup(), own(baseline.tags())));
    Selectors selectors = baseline.selectors();
    if (selectors != null && !Selectors.DEFAULT.cover(selectors)) {
      changes.add(new PutEventSelectors(Selectors.DEFAULT, Selectors.DEFAULT.and(selectors)));
    }
    changes.add(new StartLogging());
    String also =
        settings.logGroup().isEmpty()
            ? ""
            : " Connect it to log group " + settings.logGroup() + " by hand.";
    return Plan.<Trail, TrailChange>mend(changes)
        .because("The trail was deleted; it is made again as the baseline has it." + also)
        .evidence("trail", "deleted")
        .evidence("baseline", settings);
  }

  // Tags that AWS sets itself are refused when anybody else sets them.
  private static Map<String, String> own(Map<String, String> tags) {
    Map<String, String> own = new LinkedHashMap<>(tags);
    own.keySet().removeIf(key -> key.startsWith("aws:"));
    return own;
  }

  private static Plan<Trail, TrailChange> narrowed(Trail observed, Context<Trail> context) {
    Weakness weakness = Weakness.of(observed, context.baseline());
    if (weakness.safe().isEmpty() && weakness.doubtful().isEmpty()) {
      return Plan.holds();
    }
    TrailSettings settings = observed.settings();
    if (settings != null && settings.foreign(context.ref())) {
      return foreign(settings, weakness.evidence());
    }
    boolean safe = !weakness.safe().isEmpty();
    Plan<Trail, TrailChange> plan =
        Plan.<Trail, TrailChange>mend(safe ? weakness.safe() : weakness.doubtful())
            .because("The trail records or protects less than it should.");
    plan = with(plan, weakness.evidence());
    if (!safe) {
      return plan.ask(
          "The change may be meant: nothing says that it was different before, or it"
              + " moves the trail to another bucket or key.");
    }
    return weakness.doubtful().isEmpty() ? plan : plan.leavingMore();
  }

  private static Plan<Trail, TrailChange> foreign(
      TrailSettings settings, Map<String, Object> evidence) {
    String steps =
        """
        In account %s, region %s:
        aws cloudtrail start-logging --region %s --name %s
        aws cloudtrail get-trail --region %s --name %s
        Compare with the evidence, and put back what differs by update-trail and \
        put-event-selectors (CloudFormation: AWS::CloudTrail::Trail; Terraform: aws_cloudtrail).\
        """
            .formatted(
                settings.arn().split(":", 6)[4],
                settings.homeRegion(),
                settings.homeRegion(),
                settings.arn(),
                settings.homeRegion(),
                settings.arn());
    return with(
        Plan.ticket(
            settings.organization()
                ? "The trail belongs to the organization: only its management account changes it."
                : "The trail is at home in another account or region.",
            steps),
        evidence);
  }

  private static Plan<Trail, TrailChange> with(
      Plan<Trail, TrailChange> plan, Map<String, Object> evidence) {
    Plan<Trail, TrailChange> more = plan;
    for (Map.Entry<String, Object> one : evidence.entrySet()) {
      more = more.evidence(one.getKey(), one.getValue());
    }
    return more;
  }

  /**
   * In what a trail is weaker than it should be.
   *
   * @param safe changes that only restore
   * @param doubtful changes that a person must want, planned over the state after the safe ones
   */
  private record Weakness(
      List<TrailChange> safe, List<TrailChange> doubtful, Map<String, Object> evidence) {

    static Weakness of(Trail observed, @Nullable Trail baseline) {
      Weakness found = new Weakness(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
      if (Boolean.FALSE.equals(observed.logging())) {
        found.safe.add(new StartLogging());
        found.evidence.put("logging", false);
      }
      found.settings(observed.settings(), baseline == null ? null : baseline.settings());
      found.selectors(observed.selectors(), baseline == null ? null : baseline.selectors());
      return found;
    }

    private void settings(@Nullable TrailSettings now, @Nullable TrailSettings good) {
      if (now == null) {
        return;
      }
      TrailSettings mended = good == null ? now : now.atLeast(good);
      if (!mended.equals(now)) {
        safe.add(new UpdateTrail(now, mended));
        evidence.put("settings", now);
      }
      TrailSettings wanted = good == null ? mended : mended.deliveringLike(good);
      // Without a baseline that says otherwise, digests are what CloudTrail.4 asks of every trail.
      wanted = good == null ? wanted.validated() : wanted;
      if (!wanted.equals(mended)) {
        doubtful.add(new UpdateTrail(mended, wanted));
        evidence.put("settings", now);
      }
    }

    private void selectors(@Nullable Selectors now, @Nullable Selectors good) {
      if (now != null && good != null && !now.cover(good)) {
        safe.add(new PutEventSelectors(now, now.and(good)));
        evidence.put("selectors", now);
      }
    }
  }
}
