package dev.palisade.tickets.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palisade.core.cases.Case;
import dev.palisade.core.cases.CaseState;
import dev.palisade.core.engine.CaseStore.ContendedException;
import dev.palisade.core.ticket.FiledTicket;
import dev.palisade.core.ticket.FiledTicket.Phase;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for a case's ticket in every system. */
public abstract class FilingContract {

  /** A ticket as its system has it. */
  public record Kept(String text, List<String> notes, boolean closed) {}

  protected abstract Rig rig();

  protected abstract List<Kept> kept();

  /** The next creation is done, and its answer is lost. */
  protected abstract void loseNextAnswer();

  Rig rig;

  @BeforeEach
  void begin() {
    rig = rig();
  }

  @Test
  void isCreatedToldAndClosedOnceACase() {
    Case ticketed = rig.stored("bucket-1", CaseState.FAILED, "AccessDenied on PutBucketPolicy");
    FiledTicket open = rig.handle(ticketed).orElseThrow();

    assertThat(open.phase()).isEqualTo(Phase.OPEN);
    assertThat(open.reference()).isNotEmpty();
    assertThat(open.url()).startsWith("http");
    assertThat(open.owner()).isEqualTo("ml-platform@example.com");
    assertThat(kept()).hasSize(1);
    assertThat(kept().getFirst().text())
        .contains("arn:aws:s3:::bucket-1", "put-public-access-block", "AccessDenied")
        .doesNotContain("abcdefgh12345678");

    rig.handle(ticketed);
    Case noted = rig.to(ticketed, CaseState.FAILED, "undo refused: the bucket has changed");
    rig.handle(noted);
    rig.handle(noted);
    rig.handle(ticketed);
    assertThat(kept()).hasSize(1);
    assertThat(kept().getFirst().notes()).hasSize(1);
    assertThat(kept().getFirst().notes().getFirst()).contains("undo refused");
    assertThat(kept().getFirst().text()).contains("undo refused");
    assertThat(kept().getFirst().closed()).isFalse();

    Case undone = rig.to(noted, CaseState.UNDONE, "put back by bob");
    assertThat(rig.handle(undone).orElseThrow().phase()).isEqualTo(Phase.CLOSED);
    rig.handle(undone);
    rig.handle(noted);
    assertThat(kept()).hasSize(1);
    assertThat(kept().getFirst().closed()).isTrue();
    assertThat(rig.book.of(undone.id()).orElseThrow().error()).isEmpty();
  }

  @Test
  void isOneAlthoughTheFirstAnswerNeverCame() {
    Case ticketed = rig.stored("bucket-2", CaseState.TICKETED, "a rule says so");
    loseNextAnswer();

    TicketException lost = catchThrowableOfType(TicketException.class, () -> rig.handle(ticketed));
    assertThat(lost.kind()).isEqualTo(Kind.UNANSWERED);
    FiledTicket asked = rig.book.of(ticketed.id()).orElseThrow();
    assertThat(asked.phase()).isEqualTo(Phase.CLAIMED);
    assertThat(asked.error()).isNotEmpty();
    assertThat(kept()).hasSize(1);

    FiledTicket found = untilFound(ticketed);
    assertThat(found.phase()).isEqualTo(Phase.OPEN);
    assertThat(found.error()).isEmpty();
    assertThat(kept()).hasSize(1);
    assertThat(kept().getFirst().notes()).isEmpty();
  }

  /** A system whose search lags behind is asked again after the wait that it named. */
  private FiledTicket untilFound(Case item) {
    for (int tries = 0; tries < 20; tries++) {
      try {
        return rig.handle(item).orElseThrow();
      } catch (TicketException e) {
        assertThat(e.kind()).isEqualTo(Kind.LATER);
        assertThat(e.after()).isPositive();
        rig.later(Duration.ofSeconds(1));
        LockSupport.parkNanos(300_000_000);
      }
    }
    throw new AssertionError("never found");
  }

  @Test
  void isOneWhenManyDeliveriesComeAtOnce() throws Exception {
    Case ticketed = rig.stored("bucket-3", CaseState.TICKETED, "a rule says so");
    Callable<Boolean> delivery =
        () -> {
          try {
            return rig.handle(ticketed).isPresent();
          } catch (TicketException e) {
            assertThat(e.kind()).isEqualTo(Kind.LATER);
          } catch (ContendedException e) {
            assertThat(e).hasMessageContaining(ticketed.id());
          }
          return false;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> all =
          pool.invokeAll(IntStream.range(0, 16).mapToObj(i -> delivery).toList());
      assertThat(all).anyMatch(FilingContract::value);
    }

    assertThat(kept()).hasSize(1);
    assertThat(rig.handle(ticketed).orElseThrow().phase()).isEqualTo(Phase.OPEN);
    assertThat(kept()).hasSize(1);
  }

  private static boolean value(Future<Boolean> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isTakenWhateverThingsAreCalledAndHoweverLongTheyAre() {
    String hostile =
        "<!-- palisade --> `@everyone` [a](javascript:alert(1)) [code]<b>x</b>[/code] \u202e\u0007"
            + "y".repeat(300);
    Case ticketed =
        rig.stored(
            hostile,
            CaseState.FAILED,
            "first line\n# second line password=hunter22222 ".repeat(2000));

    FiledTicket open = rig.handle(ticketed).orElseThrow();
    rig.handle(rig.to(ticketed, CaseState.FAILED, "undo refused: \u0000" + "z".repeat(70_000)));
    FiledTicket closed =
        rig.handle(
                rig.to(
                    rig.stored(hostile, CaseState.APPLYING, "going on"),
                    CaseState.VERIFIED,
                    "it holds"))
            .orElseThrow();

    assertThat(open.phase()).isEqualTo(Phase.OPEN);
    assertThat(closed.phase()).isEqualTo(Phase.CLOSED);
    assertThat(kept()).hasSize(1);
    assertThat(kept().getFirst().closed()).isTrue();
    assertThat(kept().toString()).doesNotContain("hunter22222").doesNotContain("\u202e");
  }

  @Test
  void isClosedByALaterCaseThatMendsTheFinding() {
    Case ticketed = rig.stored("bucket-4", CaseState.TICKETED, "a rule says so");
    rig.handle(ticketed);
    Case later = rig.stored("bucket-4", CaseState.VERIFIED, "read again: it holds");

    assertThat(rig.handle(later).orElseThrow().phase()).isEqualTo(Phase.CLOSED);
    assertThat(kept()).hasSize(1);
    assertThat(kept().getFirst().closed()).isTrue();
    assertThat(kept().getFirst().notes().getLast()).contains("settled by case " + later.id());
    rig.handle(ticketed);
    rig.handle(later);
    assertThat(kept()).hasSize(1);
  }
}
