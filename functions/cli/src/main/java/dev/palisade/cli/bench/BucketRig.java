package dev.palisade.cli.bench;

import dev.palisade.cli.Failure;
import dev.palisade.cli.demo.LocalAws;
import dev.palisade.cli.hub.Desk;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;

/** Measures S3.PublicAccess over buckets of its own in the second governed account. */
public final class BucketRig {

  private static final String CONTROL = "S3.PublicAccess";
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int TRIES = 4;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Desk hub;
  private final S3Client s3;
  private final Quiet quiet;
  private final Consumer<String> says;
  private final String run;
  private int others;
  private int made;

  /** A rig on a local AWS with Palisade deployed. */
  public BucketRig(LocalAws aws, Desk hub, Consumer<String> says) {
    this.hub = hub;
    this.s3 = aws.root(aws.other()).client(S3Client.builder());
    this.quiet = new Quiet(aws, hub);
    this.says = says;
    this.run = "bench-" + hub.clock().instant().toEpochMilli();
  }

  /**
   * Counts calls of a warm function, all of them: the cheapest of a few tries.
   *
   * @param counts how many other buckets there are, ascending
   */
  public List<Calls> calls(List<Integer> counts) {
    List<Calls> calls = new ArrayList<>();
    for (int count : counts) {
      fill(count);
      calls.addAll(cheapest(this::holds));
      calls.addAll(cheapest(this::fix));
    }
    return calls;
  }

  // An instance that is new, writes for the first time or has a policy of a minute ago asks for
  // more
  // than an event needs, and which instance takes an event is chance.
  private static List<Calls> cheapest(Supplier<List<Calls>> measured) {
    return Stream.generate(measured)
        .limit(TRIES)
        .min(Comparator.comparingInt(BucketRig::cost))
        .orElseThrow();
  }

  private static int cost(List<Calls> calls) {
    return calls.stream()
        .filter(one -> !one.situation().equals(Calls.AFTER))
        .mapToInt(one -> one.total() + one.once())
        .sum();
  }

  /** Times fixes of a function that runs. */
  public List<Duration> times(int samples) {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      Opened opened = mended(bucket());
      times.add(opened.time());
      says.accept("fix %d of %d: %d ms".formatted(i + 1, samples, opened.time().toMillis()));
    }
    return times;
  }

  /**
   * Times the first fix after a start.
   *
   * @param start ends and starts the local AWS, and with it all processes of functions
   */
  public Duration first(Runnable start) {
    String bucket = bucket();
    start.run();
    return mended(bucket).time();
  }

  private List<Calls> holds() {
    String bucket = bucket();
    quiet.begin();
    block(bucket);
    return List.of(Calls.of(CONTROL, Calls.HOLDS, others, quiet.end()));
  }

  private List<Calls> fix() {
    String bucket = bucket();
    quiet.begin();
    Case item = mended(bucket).item();
    return new CaseCalls(item, others, quiet.end(item)).rows();
  }

  private void fill(int count) {
    says.accept("making other buckets: " + count);
    while (others < count) {
      String name = run + "-other-" + others++;
      s3.createBucket(b -> b.bucket(name));
    }
    quiet.await();
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
    quiet.await();
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

  /**
   * A bucket that was opened and is closed again.
   *
   * @param time from the call that opened it to the proof
   */
  private record Opened(Case item, Duration time) {}

  private Opened mended(String bucket) {
    Instant opened = hub.clock().instant();
    s3.deletePublicAccessBlock(b -> b.bucket(bucket));
    String arn = "arn:aws:s3:::" + bucket;
    while (hub.clock().instant().isBefore(opened.plus(LIMIT))) {
      for (Case item : hub.cases().byResource(arn)) {
        if (item.state() == CaseState.VERIFIED) {
          return new Opened(item, Duration.between(opened, item.updatedAt()));
        }
      }
      hub.pause().of(PAUSE);
    }
    throw Failure.because(bucket + " was not closed within " + LIMIT.toSeconds() + " s");
  }
}
