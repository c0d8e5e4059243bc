package dev.palisade.chatops.conversation;

import dev.palisade.chatops.conversation.Chat.Place;
import dev.palisade.chatops.conversation.ChatException.Kind;
import dev.palisade.chatops.conversation.Shown.Claim;
import dev.palisade.chatops.conversation.Shown.Entry;
import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each case's message at what the case says now. May be called any number of times, in any
 * order: what is shown already is not written again, and an older version never comes last.
 */
final class Telling {

  private static final Duration SOON = Duration.ofSeconds(2);

  private final Desk desk;
  private final Chat chat;
  private final Shown shown;
  private final CaseMessage words;
  private final Supplier<BotSecret> secret;
  private final InstantSource clock;
  private final int storm;

  /**
   * The telling.
   *
   * @param storm how many cases a minute and channel have a message each
   */
  Telling(
      Desk desk,
      Chat chat,
      Shown shown,
      CaseMessage words,
      Supplier<BotSecret> secret,
      InstantSource clock,
      int storm) {
    this.desk = desk;
    this.chat = chat;
    this.shown = shown;
    this.words = words;
    this.secret = secret;
    this.clock = clock;
    this.storm = storm;
  }

  /**
   * Brings a case's message up to date.
   *
   * @return the digest that has to be written for it, see {@link #write}, or empty
   * @throws ChatException if it has to be tried again
   */
  Optional<String> tell(String caseId) {
    Optional<Case> found = desk.look(caseId);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Case item = found.get();
    if (shown.find(caseId).isEmpty() && !isNews(item.state())) {
      return Optional.empty();
    }
    return switch (shown.claim(caseId, item.version(), clock.instant())) {
      // The line may be written and the digest not: whoever wrote it may have failed in between.
      case Claim.Current current -> digest(current.entry());
      case Claim.Busy busy -> throw later("somebody else is writing " + caseId);
      case Claim.Mine mine -> digest(written(item, mine.entry()));
    };
  }

  /**
   * Reminds of a case that still waits, once a version of it.
   *
   * @return as {@link #tell} does
   */
  Optional<String> remind(String caseId) {
    final Optional<String> digest = tell(caseId);
    Case item = desk.look(caseId).orElse(null);
    if (item == null || item.state() != CaseState.AWAITING_APPROVAL) {
      return digest;
    }
    String once = "reminder-%s-%d".formatted(caseId, item.version());
    if (!shown.isDone(once)) {
      Place place = shown.find(caseId).map(Entry::place).orElse(null);
      if (place == null) {
        show(item);
      } else {
        chat.remind(place, CaseMessage.reminder(item));
      }
      shown.done(once, clock.instant());
    }
    return digest;
  }

  private static Optional<String> digest(Entry entry) {
    return Optional.of(entry.digest()).filter(id -> !id.isEmpty());
  }

  /** What nobody was told of yet is told where something was done or somebody is wanted. */
  private static boolean isNews(CaseState state) {
    return switch (state) {
      case AWAITING_APPROVAL, VERIFIED, CONTAINED, TICKETED, FAILED, UNDONE, EXPIRED, DENIED ->
          true;
      case PLANNED, APPLYING, WAITING, OBSERVED, EXEMPT, STALE, GONE -> false;
    };
  }

  private Entry written(Case item, Entry before) {
    boolean written = false;
    try {
      Entry entry = write(item, before);
      shown.written(item.id(), entry);
      written = true;
      return entry;
    } finally {
      if (!written) {
        shown.release(item.id());
      }
    }
  }

  private Entry write(Case item, Entry before) {
    Instant now = clock.instant();
    Place place = before.place();
    String digest = before.digest();
    if (place == null && digest.isEmpty()) {
      String channel = secret.get().channelOf(item);
      if (shown.count(channel, now) <= storm) {
        return new Entry(chat.post(channel, words.of(item)), item.version(), "");
      }
      digest = shown.digest(channel, now);
    }
    if (!digest.isEmpty()) {
      shown.line(digest, line(item), now);
    }
    return new Entry(place == null ? null : anew(item, place), item.version(), digest);
  }

  /** Writes a message anew, elsewhere if somebody has deleted it while it still matters. */
  private Place anew(Case item, Place place) {
    try {
      chat.update(place, words.of(item));
      return place;
    } catch (ChatException e) {
      if (e.kind() != Kind.MESSAGE_GONE) {
        throw e;
      }
      return item.state().isOpen() ? chat.post(place.channel(), words.of(item)) : place;
    }
  }

  private static Shown.Line line(Case item) {
    return new Shown.Line(
        item.id(),
        item.state().name(),
        item.severity().name(),
        item.control(),
        item.resource().arn(),
        item.version());
  }

  /**
   * Writes a digest; many cases of a batch need it once.
   *
   * @throws ChatException if it has to be tried again
   */
  void write(String digest) {
    Instant now = clock.instant();
    long version = now.toEpochMilli();
    if (!(shown.claim(digest, version, now) instanceof Claim.Mine mine)) {
      throw later("somebody else is writing " + digest);
    }
    boolean written = false;
    try {
      Message message = DigestMessage.of(shown.lines(digest));
      Place place = mine.entry().place();
      if (place == null) {
        place = chat.post(digest.split("-")[1], message);
      } else {
        chat.update(place, message);
      }
      shown.written(digest, new Entry(place, version, ""));
      written = true;
    } finally {
      if (!written) {
        shown.release(digest);
      }
    }
  }

  /** Gives a case of a digest a message of its own, because somebody asks for it. */
  void show(Case item) {
    Entry entry = shown.find(item.id()).orElse(Entry.NONE);
    if (entry.place() != null) {
      return;
    }
    Place place = chat.post(secret.get().channelOf(item), words.of(item));
    shown.written(item.id(), new Entry(place, item.version(), entry.digest()));
  }

  /** Brings the message that somebody acted on up to date, wherever it stands. */
  void refresh(String caseId, @Nullable Place acted) {
    if (shown.find(caseId).isPresent()) {
      tell(caseId);
    }
    Place known = shown.find(caseId).map(Entry::place).orElse(null);
    if (acted == null || acted.equals(known)) {
      return;
    }
    // A message that was sent and never noted: the function ended in between.
    desk.look(caseId).ifPresent(item -> chat.update(acted, words.of(item)));
  }

  private static ChatException later(String why) {
    return new ChatException(Kind.LATER, why, SOON);
  }
}
