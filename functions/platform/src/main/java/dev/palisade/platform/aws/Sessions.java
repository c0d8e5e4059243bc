package dev.palisade.platform.aws;

import dev.palisade.core.resource.Arn;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Sessions in governed accounts: one assumed role per account and role name, refreshed before it
 * ends, and one client per service and region. All share one HTTP client.
 */
public final class Sessions {

  private final StsClient sts;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final String externalId;
  private final String sessionName;
  private final Map<String, AwsCredentialsProvider> credentials = new ConcurrentHashMap<>();
  private final Map<String, AwsSession> sessions = new ConcurrentHashMap<>();

  /**
   * Sessions that present an external id.
   *
   * @param sessionName what CloudTrail shows; proves nothing to anybody
   */
  public Sessions(StsClient sts, String externalId, String sessionName) {
    this.sts = sts;
    this.externalId = externalId;
    this.sessionName = sessionName;
  }

  /** A session under a role, by its name, in an account and region. Nothing is called yet. */
  public AwsSession in(String account, String region, String roleName) {
    return sessions.computeIfAbsent(
        String.join("/", account, region, roleName),
        key -> new Session(account, region, credentials(account, region, roleName), http));
  }

  private AwsCredentialsProvider credentials(String account, String region, String roleName) {
    String arn =
        new Arn(Arn.partitionOf(region), "iam", "", account, "role/" + roleName).toString();
    return credentials.computeIfAbsent(
        arn,
        role ->
            StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(
                    r -> r.roleArn(role).roleSessionName(sessionName).externalId(externalId))
                .build());
  }

  /**
   * A session with credentials that are there already, those of the caller for instance.
   *
   * @param credentials null for the SDK's default chain
   */
  public static AwsSession with(
      String account, String region, @Nullable AwsCredentialsProvider credentials) {
    return new Session(account, region, credentials, UrlConnectionHttpClient.create());
  }

  private record Session(
      String account,
      String region,
      @Nullable AwsCredentialsProvider credentials,
      SdkHttpClient http)
      implements AwsSession {

    @Override
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
      builder.region(Region.of(region));
      if (credentials != null) {
        builder.credentialsProvider(credentials);
      }
      if (builder instanceof SdkSyncClientBuilder<?, ?> sync) {
        sync.httpClient(http);
      }
      return builder.build();
    }
  }
}
