package dev.palisade.platform.bus;

import dev.palisade.core.engine.Sweep;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends a domain's requests to itself over its own queue, and knows the governed places. */
public final class OwnQueue implements Sweep.Places {

  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String queueUrl;
  private final String hubAccount;
  private final String hubRegion;
  private final List<String> accounts;
  private final List<String> regions;
  private final InstantSource clock;

  /** The queue of a domain, and the accounts and regions it governs. */
  public OwnQueue(
      SqsClient sqs,
      String queueUrl,
      String hubAccount,
      String hubRegion,
      List<String> accounts,
      List<String> regions,
      InstantSource clock) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.hubAccount = hubAccount;
    this.hubRegion = hubRegion;
    this.accounts = List.copyOf(accounts);
    this.regions = List.copyOf(regions);
    this.clock = clock;
  }

  @Override
  public boolean governs(String account) {
    return accounts.contains(account);
  }

  @Override
  public List<String> accounts() {
    return accounts;
  }

  @Override
  public List<String> regions() {
    return regions;
  }

  @Override
  public void send(String detailType, List<Map<String, String>> details) {
    for (int from = 0; from < details.size(); from += BATCH) {
      sendBatch(detailType, details.subList(from, Math.min(details.size(), from + BATCH)));
    }
  }

  private void sendBatch(String detailType, List<Map<String, String>> details) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Map<String, String> detail : details) {
      String body =
          Envelope.of(
              UUID.randomUUID().toString(),
              detailType,
              hubAccount,
              hubRegion,
              clock.instant(),
              detail);
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .messageBody(body)
              .build());
    }
    List<BatchResultErrorEntry> failed =
        sqs.sendMessageBatch(b -> b.queueUrl(queueUrl).entries(entries)).failed();
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          failed.size() + " requests were not taken by the queue: " + failed.getFirst().message());
    }
  }
}
