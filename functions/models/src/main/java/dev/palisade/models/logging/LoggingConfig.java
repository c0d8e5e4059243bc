package dev.palisade.models.logging;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Bedrock writes about model invocations, and where to. Members that AWS did not mention are
 * null and stay so when the whole is written back.
 *
 * @param text whether prompts and answers are written
 * @param image whether images are written
 * @param embedding whether embeddings are written
 * @param video whether videos are written
 * @param audio whether audio is written
 * @param s3 a bucket as destination, or null
 * @param logs a log group as destination, or null
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_LoggingConfig.html">
 *     LoggingConfig</a>
 */
public record LoggingConfig(
    @Nullable Boolean text,
    @Nullable Boolean image,
    @Nullable Boolean embedding,
    @Nullable Boolean video,
    @Nullable Boolean audio,
    @Nullable Bucket s3,
    @Nullable LogGroup logs) {

  /**
   * A bucket and the prefix under which objects are put.
   *
   * @param prefix empty for none
   */
  public record Bucket(String bucket, String prefix) {}

  /**
   * A CloudWatch log group.
   *
   * @param role ARN of the role under which Bedrock writes
   * @param large where content goes that is too large for a log event, or null
   */
  public record LogGroup(String name, String role, @Nullable Bucket large) {}

  /** What this one lacks of a good one, in words, in a fixed order. */
  Set<String> lacks(LoggingConfig good) {
    Set<String> lacks = new LinkedHashSet<>();
    note(lacks, "text is not delivered", good.text, text);
    note(lacks, "images are not delivered", good.image, image);
    note(lacks, "embeddings are not delivered", good.embedding, embedding);
    note(lacks, "videos are not delivered", good.video, video);
    note(lacks, "audio is not delivered", good.audio, audio);
    if (good.s3 != null && !good.s3.equals(s3)) {
      lacks.add(s3 == null ? "the bucket is removed" : "the bucket is another");
    }
    if (good.logs != null && !good.logs.equals(logs)) {
      lacks.add(logs == null ? "the log group is removed" : "the log group is another");
    }
    return lacks;
  }

  private static void note(
      Set<String> lacks, String what, @Nullable Boolean good, @Nullable Boolean now) {
    if (Boolean.TRUE.equals(good) && !Boolean.TRUE.equals(now)) {
      lacks.add(what);
    }
  }

  /** This one with all that a good one has; what only this one has stays. */
  LoggingConfig with(LoggingConfig good) {
    return new LoggingConfig(
        on(good.text, text),
        on(good.image, image),
        on(good.embedding, embedding),
        on(good.video, video),
        on(good.audio, audio),
        good.s3 == null ? s3 : good.s3,
        good.logs == null ? logs : good.logs);
  }

  private static @Nullable Boolean on(@Nullable Boolean good, @Nullable Boolean now) {
    return Boolean.TRUE.equals(good) ? good : now;
  }

  /** Whether it keeps less of invocations than another: a kind of content or a destination. */
  boolean keepsLessThan(LoggingConfig other) {
    LoggingConfig kinds =
        new LoggingConfig(
            other.text, other.image, other.embedding, other.video, other.audio, null, null);
    return !lacks(kinds).isEmpty()
        || (other.s3 != null && s3 == null)
        || (other.logs != null && logs == null);
  }

  /** Whether both have a destination of the same sort that leads elsewhere. */
  boolean leadsElsewhereThan(LoggingConfig other) {
    return (s3 != null && other.s3 != null && !Objects.equals(s3, other.s3))
        || (logs != null && other.logs != null && !Objects.equals(logs, other.logs));
  }
}
