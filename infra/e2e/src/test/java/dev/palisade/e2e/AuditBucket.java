package dev.palisade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The audit log, read as an auditor would. */
final class AuditBucket {

  private final S3Client s3;
  private final String bucket;

  AuditBucket(LocalSystem system) {
    this.s3 = system.clients().hub(S3Client.builder());
    this.bucket = system.output("PalisadeAuditBucket");
  }

  /** Checks that a case's whole trail is there, versioned and locked. */
  void holds(Case item) {
    assertThat(s3.getBucketVersioning(b -> b.bucket(bucket)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(
            s3.getObjectLockConfiguration(b -> b.bucket(bucket))
                .objectLockConfiguration()
                .objectLockEnabled())
        .isEqualTo(ObjectLockEnabled.ENABLED);
    String key = "cases/%s/%06d.json".formatted(item.id(), item.trail().size());
    // The table's stream carries it there, a moment after the table has it.
    JsonNode kept =
        LocalSystem.read(Await.until("audit entry " + key, Await.PATIENCE, () -> read(key)));
    assertThat(kept.path("id").asText()).isEqualTo(item.id());
    assertThat(kept.path("state").asText()).isEqualTo(item.state().name());
    assertThat(kept.path("trail").valueStream().map(entry -> entry.path("hash").asText()))
        .containsExactlyElementsOf(item.trail().stream().map(entry -> entry.hash()).toList());
    assertThat(s3.headObject(b -> b.bucket(bucket).key(key)).objectLockMode()).isNotNull();
  }

  /** How many objects there are of a case; the last of them holds its whole trail. */
  long objects(Case item) {
    holds(item);
    return s3.listObjectsV2(b -> b.bucket(bucket).prefix("cases/" + item.id() + "/"))
        .contents()
        .size();
  }

  private Optional<String> read(String key) {
    try {
      return Optional.of(s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asUtf8String());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /** Keys of the alarms that were raised. */
  Stream<String> alarms() {
    return s3.listObjectsV2Paginator(b -> b.bucket(bucket).prefix("alarms/")).contents().stream()
        .map(S3Object::key);
  }
}
