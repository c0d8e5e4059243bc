package dev.palisade.chatops.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the chat shows, kept in memory by the table's rules. */
final class MemoryShown implements Shown {

  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Instant> leases = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<String, String> digests = new HashMap<>();
  private final Map<String, Map<String, Line>> lines = new HashMap<>();
  private final Set<String> done = new HashSet<>();

  @Override
  public Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public Claim claim(String id, long version, Instant now) {
    Entry entry = entries.getOrDefault(id, Entry.NONE);
    if (entry.version() >= version) {
      return new Claim.Current(entry);
    }
    Instant until = leases.get(id);
    if (until != null && now.isBefore(until)) {
      return new Claim.Busy();
    }
    leases.put(id, now.plus(LEASE));
    return new Claim.Mine(entry);
  }

  @Override
  public void written(String id, Entry entry) {
    if (entries.getOrDefault(id, Entry.NONE).version() <= entry.version()) {
      entries.put(id, entry);
      leases.remove(id);
    }
  }

  @Override
  public void release(String id) {
    leases.remove(id);
  }

  @Override
  public long count(String channel, Instant now) {
    return counts.merge(channel + now.getEpochSecond() / 60, 1L, Long::sum);
  }

  @Override
  public boolean isDone(String requestId) {
    return done.contains(requestId);
  }

  @Override
  public void done(String requestId, Instant now) {
    done.add(requestId);
  }

  @Override
  public String digest(String channel, Instant now) {
    return digests.computeIfAbsent(channel, id -> "d-" + id + "-" + now.toEpochMilli());
  }

  @Override
  public void line(String digest, Line line, Instant now) {
    lines
        .computeIfAbsent(digest, id -> new LinkedHashMap<>())
        .merge(line.caseId(), line, (old, next) -> old.version() < next.version() ? next : old);
  }

  @Override
  public List<Line> lines(String digest) {
    return new ArrayList<>(lines.getOrDefault(digest, Map.of()).values());
  }
}
