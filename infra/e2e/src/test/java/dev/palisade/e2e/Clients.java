package dev.palisade.e2e;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The SDK's clients at one endpoint, as anybody's program would build them.
 *
 * @param url the endpoint
 */
public record Clients(String url) {

  private static final SdkHttpClient HTTP =
      UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(90)).build();

  /** A client of the hub, under its root key. */
  public <B extends AwsClientBuilder<B, C>, C> C hub(B builder) {
    return root(LocalSystem.HUB, builder);
  }

  /** A client of an account, under its root key. */
  public <B extends AwsClientBuilder<B, C>, C> C root(String account, B builder) {
    return as(AwsBasicCredentials.create(account, "test"), builder);
  }

  /** A client with somebody's credentials. */
  public <B extends AwsClientBuilder<B, C>, C> C as(AwsCredentials credentials, B builder) {
    return in(LocalSystem.REGION, credentials, builder);
  }

  /** A client with somebody's credentials in a region. */
  public <B extends AwsClientBuilder<B, C>, C> C in(
      String region, AwsCredentials credentials, B builder) {
    builder
        .region(Region.of(region))
        .endpointOverride(URI.create(url))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD));
    if (builder instanceof SdkSyncClientBuilder<?, ?> sync) {
      sync.httpClient(HTTP);
    }
    if (builder instanceof S3ClientBuilder buckets) {
      // At an address, a bucket whose name has dots can't be part of the host's name.
      buckets.forcePathStyle(true);
    }
    return builder.build();
  }

  /** A user with a new key and the rights that a policy document gives. */
  AwsCredentials user(String account, String name, String policy) {
    IamClient iam = root(account, IamClient.builder());
    try {
      iam.createUser(b -> b.userName(name));
    } catch (EntityAlreadyExistsException e) {
      // Another test's; a person may have several keys.
    }
    iam.putUserPolicy(b -> b.userName(name).policyName("rights").policyDocument(policy));
    var key = iam.createAccessKey(b -> b.userName(name)).accessKey();
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }

  /** A session under a role, as somebody whom the role trusts. */
  AwsCredentials assumed(AwsCredentials caller, String role, String session, String externalId) {
    Credentials given =
        as(caller, StsClient.builder())
            .assumeRole(b -> {
              b.roleArn(role).roleSessionName(session);
              if (!externalId.isEmpty()) {
                b.externalId(externalId);
              }
            })
            .credentials();
    return AwsSessionCredentials.create(
        given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
  }
}
