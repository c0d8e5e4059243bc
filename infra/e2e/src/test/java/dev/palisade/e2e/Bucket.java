package dev.palisade.e2e;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * A bucket of the other member account: closed, TLS only, and marked as an AI workload's.
 *
 * @param name its name
 */
record Bucket(String name) {

  /** Makes it, as its account's root. */
  static Bucket made(Clients clients, String name) {
    S3Client s3 =
        clients.as(AwsBasicCredentials.create(LocalSystem.OTHER, "test"), S3Client.builder());
    s3.createBucket(b -> b.bucket(name));
    new Bucket(name).block(s3, true);
    s3.putBucketPolicy(b -> b.bucket(name).policy(policy(name, "")));
    new Bucket(name).tag(s3);
    return new Bucket(name);
  }

  /** Makes it part of an AI workload: from then on it is judged. */
  void tag(S3Client s3) {
    s3.putBucketTagging(b ->
        b.bucket(name)
            .tagging(t ->
                t.tagSet(List.of(Tag.builder().key("palisade:workload").value("e2e").build()))));
  }

  /** A policy with the TLS-only statement and further ones. */
  static String policy(String name, String more) {
    return """
    {"Version":"2012-10-17","Statement":[{"Sid":"TlsOnly","Effect":"Deny","Principal":"*",\
    "Action":"s3:*","Resource":["arn:aws:s3:::%s","arn:aws:s3:::%s/*"],\
    "Condition":{"Bool":{"aws:SecureTransport":"false"}}}%s]}\
    """
        .formatted(name, name, more);
  }

  String arn() {
    return "arn:aws:s3:::" + name;
  }

  /** Sets all four blocks on or off. */
  void block(S3Client s3, boolean yes) {
    s3.putPublicAccessBlock(b -> b.bucket(name).publicAccessBlockConfiguration(blocks(yes)));
  }

  /** Takes the public access block away as somebody. */
  void open(Clients clients, AwsCredentials who) {
    clients.as(who, S3Client.builder()).deletePublicAccessBlock(b -> b.bucket(name));
  }

  private static PublicAccessBlockConfiguration blocks(boolean yes) {
    return PublicAccessBlockConfiguration.builder()
        .blockPublicAcls(yes)
        .blockPublicPolicy(yes)
        .ignorePublicAcls(yes)
        .restrictPublicBuckets(yes)
        .build();
  }
}
