package dev.palisade.cli.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One thing that happened.
 *
 * @param at when
 * @param kind what kind of thing
 * @param near whether it is about the subject itself, or around it
 * @param who who did it: a principal, a person, {@code palisade}
 * @param what what happened, in a sentence
 * @param resources ARNs it is about
 * @param address where it came from, or empty
 * @param account account it happened in, or empty
 * @param region region it happened in, or empty
 * @param caseId the case it belongs to, or empty
 * @param outcome how it ended: {@code ok}, an error code, a case's state; may be empty
 * @param ai why something it touched belongs to an AI workload, or empty
 * @param id of the record it is from: CloudTrail's event id, {@code case/entry}, the journal's id
 */
record Moment(
    Instant at,
    Kind kind,
    Near near,
    String who,
    String what,
    List<String> resources,
    String address,
    String account,
    String region,
    String caseId,
    String outcome,
    String ai,
    String id) {

  /** In an order that tells cause from effect where two things have the same time. */
  static final Comparator<Moment> ORDER =
      Comparator.comparing(Moment::at)
          .thenComparing(Moment::kind)
          .thenComparing(Moment::id)
          .thenComparing(Moment::near);

  Moment {
    resources = List.copyOf(resources);
  }

  /** What kind of thing happened; causes before effects. */
  enum Kind {
    /** A call that AWS recorded. */
    CALL,
    /** A control did not hold. */
    FINDING,
    /** An address was kept out, or let in again. */
    BLOCK,
    /** Palisade changed something, or took a change back. */
    CHANGE,
    /** A case's next stage. */
    STAGE,
    /** A person said yes or no. */
    DECISION,
    /** A person may not do what they asked for. */
    REFUSAL,
    /** A finding may stand for a time, or not any more. */
    EXEMPTION,
    /** All writes were stopped, or went on. */
    FREEZE,
    /** A person asked for something. */
    REQUEST,
    /** Another policy was deployed. */
    POLICY
  }

  /** How near it is to the subject; the nearer first. */
  enum Near {
    /** About the subject itself. */
    DIRECT,
    /** By the same keys, or upon the same resources, or in force for all. */
    AROUND
  }
}
