package dev.palisade.data.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Trigger;
import dev.palisade.core.event.Event;
import dev.palisade.core.plan.Codec;
import dev.palisade.data.DataDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which controls look at which published record, and at which bucket. */
class BucketTriggersTest {

  private static final String EVERY =
      "S3.Encryption S3.PlainHttp S3.PublicAccess S3.PublicAcl S3.PublicPolicy";

  @ParameterizedTest
  @CsvSource({
    "PutBucketPublicAccessBlock, amzn-s3-demo-bucket, S3.PublicAccess",
    "PutBucketPublicAccessBlock-unset, corporate-documents, S3.PublicAccess",
    "DeleteBucketPublicAccessBlock, corporate-documents, S3.PublicAccess",
    "PutBucketPolicy, example-bucket, S3.PlainHttp S3.PublicPolicy",
    "PutBucketAcl-canned, bucket, S3.PublicAcl",
    "PutBucketAcl-grants, bucket-name, S3.PublicAcl",
    "PutBucketAcl-headers, amzn-s3-demo-bucket, S3.PublicAcl",
    "PutBucketEncryption, sensitive-data-bucket, S3.Encryption",
    "DeleteBucketEncryption, sensitive-data-bucket, S3.Encryption",
    "CreateBucket, custodian-create-bucket-v4, S3.Encryption S3.PlainHttp S3.PublicAccess S3.PublicAcl"
  })
  void looksAtTheBucketOfARecord(String record, String bucket, String controls) throws IOException {
    Event event = Event.of(record(record));
    assertThat(lookingAt(event, bucket)).isEqualTo(List.of(controls.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "PutBucketTagging, " + EVERY,
    "DeleteBucketTagging, " + EVERY,
    "DeleteBucketPolicy, S3.PlainHttp",
    "PutBucketOwnershipControls, S3.PublicAcl",
    "DeleteBucketOwnershipControls, S3.PublicAcl"
  })
  void looksAfterCallsOfWhichNoRecordIsPublished(String call, String controls) throws IOException {
    Event event = Event.of(with("eventName", call));
    assertThat(lookingAt(event, "example-bucket")).isEqualTo(List.of(controls.split(" ")));
  }

  @Test
  void looksAtAConfigurationItem() throws IOException {
    ObjectNode json = record("PutBucketPolicy");
    json.put("source", "aws.config").put("detail-type", "Config Configuration Item Change");
    json.putObject("detail")
        .putObject("configurationItem")
        .put("resourceType", "AWS::S3::Bucket")
        .put("resourceId", "example-bucket");
    assertThat(lookingAt(Event.of(json), "example-bucket")).isEqualTo(List.of(EVERY.split(" ")));
  }

  @Test
  void ignoresFailedCallsAndReads() throws IOException {
    assertThat(lookingAt(Event.of(with("errorCode", "AccessDenied")), "example-bucket")).isEmpty();
    assertThat(lookingAt(Event.of(with("eventName", "GetBucketPolicy")), "example-bucket"))
        .isEmpty();
  }

  private static List<String> lookingAt(Event event, String bucket) {
    return new DataDomain()
        .domain()
        .specs()
        .filter(spec ->
            spec.triggers().stream()
                .filter(trigger -> trigger.matches(event))
                .flatMap(trigger -> trigger.named(event))
                .anyMatch(new Trigger.Named(Bucket.TYPE, bucket)::equals))
        .map(ControlSpec::id)
        .toList();
  }

  private static ObjectNode with(String member, String value) throws IOException {
    ObjectNode json = record("PutBucketPolicy");
    ((ObjectNode) json.get("detail")).put(member, value);
    return json;
  }

  private static ObjectNode record(String name) throws IOException {
    Path file = Path.of("src/test/resources/records", name + ".json");
    JsonNode json = Codec.plain().readTree(Files.readString(file));
    return (ObjectNode) json;
  }
}
