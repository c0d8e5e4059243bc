package dev.palisade.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.detection.key.Key;
import dev.palisade.detection.trail.Trail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which controls look at which published record, and at which trail or key. */
class DetectionTriggersTest {

  private static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  @ParameterizedTest
  @CsvSource({
    "StopLogging, stratus-red-team-ct-stop-trail-buykxbqejv",
    "DeleteTrail, stratus-red-team-ctes-trail-qyxyekjbtk",
    "UpdateTrail, Regulatory",
    "PutEventSelectors, stratus-red-team-ctes-trail-qyxyekjbtk"
  })
  void looksAtTheTrailOfARecord(String record, String trail) throws IOException {
    assertThat(lookingAt(Event.of(record(record)), new Trigger.Named(Trail.TYPE, trail)))
        .containsExactly("CloudTrail.Logging");
  }

  @Test
  void aTrailMayBeNamedByItsArn() throws IOException {
    ObjectNode json = record("DeleteTrail");
    String arn = "arn:aws:cloudtrail:us-east-1:123837392027:trail/a.b_c-d";
    ((ObjectNode) json.at("/detail/requestParameters")).put("name", arn);
    assertThat(lookingAt(Event.of(json), new Trigger.Named(Trail.TYPE, arn))).hasSize(1);
    ResourceRef ref = Trail.TYPE.ref("123837392027", "us-east-1", Arn.parse(arn));
    assertThat(ref).isEqualTo(Trail.TYPE.ref("123837392027", "us-east-1", "a.b_c-d"));
  }

  /** Records of these calls are published, but not free to copy: only their names differ here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ScheduleKeyDeletion",
        "DisableKey",
        "DisableKeyRotation",
        "CreateKey",
        "TagResource",
        "UntagResource"
      })
  void looksAtTheKeyThatTheRecordsResourcesName(String call) throws IOException {
    ObjectNode json = record("PutKeyPolicy");
    ((ObjectNode) json.get("detail")).put("eventName", call);
    assertThat(lookingAt(Event.of(json), new Trigger.Named(Key.TYPE, KEY)))
        .containsExactly("KMS.Key");
    assertThat(Key.TYPE.ref("111122223333", "us-east-1", Arn.parse(KEY)).id())
        .isEqualTo("1234abcd-12ab-34cd-56ef-1234567890ab");
  }

  @Test
  void ignoresFailedCallsAndOthers() throws IOException {
    assertThat(lookingAt(Event.of(record("PutKeyPolicy")), new Trigger.Named(Key.TYPE, KEY)))
        .isEmpty();
    ObjectNode failed = record("StopLogging");
    ((ObjectNode) failed.get("detail")).put("errorCode", "TrailNotFoundException");
    assertThat(new DetectionDomain().domain().specs())
        .flatExtracting(ControlSpec::triggers)
        .noneMatch(trigger -> trigger.matches(Event.of(failed)));
  }

  private static List<String> lookingAt(Event event, Trigger.Named named) {
    return new DetectionDomain()
        .domain()
        .specs()
        .filter(spec ->
            spec.triggers().stream()
                .filter(trigger -> trigger.matches(event))
                .flatMap(trigger -> trigger.named(event))
                .anyMatch(named::equals))
        .map(ControlSpec::id)
        .toList();
  }

  private static ObjectNode record(String name) throws IOException {
    Path file = Path.of("src/test/resources/records", name + ".json");
    return (ObjectNode) Codec.plain().readTree(Files.readString(file));
  }
}
