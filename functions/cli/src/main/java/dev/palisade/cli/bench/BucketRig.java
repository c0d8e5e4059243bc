package dev.palisade.cli.bench;

import dev.palisade.cli.Failure;
import dev.palisade.cli.demo.LocalAws;
import dev.palisade.cli.demo.Queues;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Measures S3.PublicAccess over buckets of its own in a governed account. */
public final class BucketRig {

  private static final String CONTROL = "S3.PublicAccess";
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Desk hub;
  private final S3Client s3;
  private final CallCounter counter;
  private final Queues queues;
  private final Consumer<String> says;
  private final String run;
  private int others;
  private int made;

  /** A rig on a local AWS with Palisade deployed. */
  public BucketRig(LocalAws aws, Desk hub, Consumer<String> says) {
    this.hub = hub;
    this.s3 = aws.root(aws.member()).client(S3Client.builder());
    this.counter = new CallCounter(aws.url());
    this.queues = new Queues(aws.root(aws.hub()).client(SqsClient.builder()), hub.domains());
    this.says = says;
    this.run = "bench-" + hub.clock().instant().toEpochMilli();
  }

  /**
   * Runs it.
   *
   * @param counts how many other buckets there are, ascending
   * @param samples how many warm fixes are timed
   */
  public Measurements measure(List<Integer> counts, int samples) {
    Duration first = time(bucket());
    List<Measurements.Calls> calls = new ArrayList<>();
    for (int count : counts) {
      fill(count);
      calls.add(compliant());
      calls.add(fix());
    }
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      times.add(time(bucket()));
      says.accept("fix %d of %d: %d ms".formatted(i + 1, samples, times.getLast().toMillis()));
    }
    return new Measurements(calls, times, first);
  }

  private Measurements.Calls compliant() {
    String bucket = bucket();
    drain();
    counter.reset();
    block(bucket);
    drain();
    return new Measurements.Calls(CONTROL, "compliant", others, counter.counts());
  }

  private Measurements.Calls fix() {
    String bucket = bucket();
    drain();
    counter.reset();
    time(bucket);
    drain();
    return new Measurements.Calls(CONTROL, "fix", others, counter.counts());
  }

  private void fill(int count) {
    says.accept("making other buckets: " + count);
    while (others < count) {
      String name = run + "-other-" + others++;
      s3.createBucket(b -> b.bucket(name));
    }
    drain();
  }

  /** A bucket of the workload that every control accepts. */
  private String bucket() {
    String name = run + "-" + made++;
    s3.createBucket(b -> b.bucket(name));
    block(name);
    s3.putBucketPolicy(b -> b.bucket(name).policy(tlsOnly(name)));
    s3.putBucketTagging(b ->
        b.bucket(name)
            .tagging(t -> t.tagSet(Tag.builder().key("palisade:workload").value("bench").build())));
    drain();
    return name;
  }

  private void block(String bucket) {
    s3.putPublicAccessBlock(b ->
        b.bucket(bucket)
            .publicAccessBlockConfiguration(
                PublicAccessBlockConfiguration.builder()
                    .blockPublicAcls(true)
                    .ignorePublicAcls(true)
                    .blockPublicPolicy(true)
                    .restrictPublicBuckets(true)
                    .build()));
  }

  private static String tlsOnly(String bucket) {
    return """
    {"Version":"2012-10-17","Statement":[{"Sid":"TlsOnly","Effect":"Deny","Principal":"*",\
    "Action":"s3:*","Resource":["arn:aws:s3:::%1$s","arn:aws:s3:::%1$s/*"],\
    "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}\
    """
        .formatted(bucket);
  }

  /** Opens a bucket; the time from then to the proof that it is closed again. */
  private Duration time(String bucket) {
    Instant opened = hub.clock().instant();
    s3.deletePublicAccessBlock(b -> b.bucket(bucket));
    String arn = "arn:aws:s3:::" + bucket;
    while (hub.clock().instant().isBefore(opened.plus(LIMIT))) {
      for (Case item : hub.cases().byState(CaseState.VERIFIED)) {
        if (item.resource().arn().equals(arn) && item.control().equals(CONTROL)) {
          return Duration.between(opened, item.updatedAt());
        }
      }
      hub.pause().of(PAUSE);
    }
    throw Failure.because(bucket + " was not closed within " + LIMIT.toSeconds() + " s");
  }

  private void drain() {
    if (!queues.drained(LIMIT, hub.clock(), hub.pause())) {
      throw Failure.because("the queues are not empty after " + LIMIT.toSeconds() + " s");
    }
  }
}
