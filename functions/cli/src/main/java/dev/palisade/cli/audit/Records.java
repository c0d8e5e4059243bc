package dev.palisade.cli.audit;

import dev.palisade.cli.hub.Cases;
import dev.palisade.core.audit.JournalEntry;
import dev.palisade.platform.audit.AuditObjects;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an auditor compares: the log, the table, and the key that digests are signed with.
 *
 * @param log the log's objects
 * @param cases the table's cases
 * @param journal the table's journal of a UTC day, {@code 2026-11-25}
 * @param key the public half of the key that the hub signs with; throws where it can't be read
 * @param clock the time
 */
public record Records(
    AuditObjects log,
    Cases cases,
    Function<String, List<JournalEntry>> journal,
    Supplier<PublicKey> key,
    InstantSource clock) {}
