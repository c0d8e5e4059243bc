package dev.palisade.platform.audit;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The audit log's bucket. */
public final class S3AuditObjects implements AuditObjects {

  private static final int EXISTS = 412;

  private final S3Client s3;
  private final String bucket;

  /** The log in a bucket of the hub account. */
  public S3AuditObjects(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public List<Stored> versions(String prefix) {
    List<Stored> found = new ArrayList<>();
    for (var page : s3.listObjectVersionsPaginator(b -> b.bucket(bucket).prefix(prefix))) {
      page.versions()
          .forEach(
              one -> found.add(new Stored(one.key(), one.versionId(), one.lastModified(), false)));
      page.deleteMarkers()
          .forEach(
              one -> found.add(new Stored(one.key(), one.versionId(), one.lastModified(), true)));
    }
    return found;
  }

  @Override
  public byte[] read(Stored object) {
    return s3.getObjectAsBytes(b -> b.bucket(bucket).key(object.key()).versionId(object.version()))
        .asByteArray();
  }

  @Override
  public boolean append(String key, String body) {
    try {
      s3.putObject(
          b -> b.bucket(bucket).key(key).contentType("application/json").ifNoneMatch("*"),
          RequestBody.fromString(body));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == EXISTS) {
        return false;
      }
      throw e;
    }
  }
}
