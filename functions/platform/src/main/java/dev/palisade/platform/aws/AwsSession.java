package dev.palisade.platform.aws;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/**
 * Access to one account and region under one role: what a gateway needs to build its SDK clients.
 * Clients are built once per session and kept for the session's life.
 */
public interface AwsSession {

  /** 12-digit id of the account that is accessed. */
  String account();

  /** Region code that clients talk to. */
  String region();

  /** The client of this builder's type for this session: credentials, region, HTTP client set. */
  <B extends AwsClientBuilder<B, C>, C> C client(B builder);
}
