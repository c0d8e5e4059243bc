package dev.palisade.models;

import dev.palisade.platform.aws.AwsSession;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** A session whose clients talk to a stub. */
public record StubAws(String account, String region, String endpoint) implements AwsSession {

  @Override
  public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .region(Region.of(region))
        .endpointOverride(URI.create(endpoint))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .build();
  }
}
