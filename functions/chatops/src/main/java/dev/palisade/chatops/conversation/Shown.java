package dev.palisade.chatops.conversation;

import dev.palisade.chatops.conversation.Chat.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the chat shows of which case, kept in the case table: where the message stands and which
 * version of the case it says. One writer at a time has a case, so that an older message never
 * comes after a newer one.
 */
interface Shown {

  /** How long a writer has a case at most. */
  Duration LEASE = Duration.ofSeconds(30);

  /**
   * What is known of a message.
   *
   * @param place where it stands; null before it was posted, and for a case in a digest
   * @param version what it says: the case's version, for a digest the time in milliseconds
   * @param digest the digest that the case is a line of, or empty
   */
  record Entry(@Nullable Place place, long version, String digest) {

    /** Nothing was written yet. */
    static final Entry NONE = new Entry(null, 0, "");
  }

  /** Whether somebody may write a case's message. */
  sealed interface Claim {
    /** Yes, and this stands there so far. */
    record Mine(Entry entry) implements Claim {}

    /** It says this version or a later one already. */
    record Current(Entry entry) implements Claim {}

    /** Somebody else is writing it. */
    record Busy() implements Claim {}
  }

  /** What is known of a message, by the id of its case or digest. */
  Optional<Entry> find(String id);

  /** Claims the writing of a version. */
  Claim claim(String id, long version, Instant now);

  /** Notes what was written, and lets go. */
  void written(String id, Entry entry);

  /** Lets go without having written. */
  void release(String id);

  /** Counts a new message in a channel; the count of its minute so far. */
  long count(String channel, Instant now);

  /** Notes that a request was carried out; false if it was before. */
  boolean isDone(String requestId);

  void done(String requestId, Instant now);

  /** The digest of a channel's storm: the one that is open, else a new one. Prolongs it. */
  String digest(String channel, Instant now);

  /** Puts a case's line into a digest; an older version changes nothing. */
  void line(String digest, Line line, Instant now);

  /** A digest's lines. */
  List<Line> lines(String digest);

  /** A case in a digest. */
  record Line(
      String caseId,
      String state,
      String severity,
      String control,
      String resource,
      long version) {}
}
