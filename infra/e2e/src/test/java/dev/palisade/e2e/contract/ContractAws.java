package dev.palisade.e2e.contract;

import dev.palisade.e2e.Clients;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * An endpoint that the contracts are tried on. Resources are made as an account's root, by its key
 * id; gateways get a session under a role there, assumed from the hub, as on AWS.
 */
final class ContractAws implements AutoCloseable {

  /** The account from which roles are assumed. */
  static final String HUB = "111111111111";

  /** The account whose resources are read and changed. */
  static final String MEMBER = "222222222222";

  /** Somebody else's account. */
  static final String OTHER = "333333333333";

  static final String REGION = "us-east-1";

  static final String EXTERNAL_ID = "contract-external-id";
  static final String SESSION = "palisade-contract";

  private final String url;
  private final Map<String, String> lacks;
  private final Runnable stop;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Clients clients;
  private final String role;

  /**
   * An endpoint that answers.
   *
   * @param lacks what it can't do, by the names of {@link Needs}, with a part of what it says then
   * @param stop what ends it
   */
  ContractAws(String url, Map<String, String> lacks, Runnable stop) {
    this.url = url;
    this.lacks = Map.copyOf(lacks);
    this.stop = stop;
    this.clients = new Clients(url);
    this.role = unique("contract");
    // Also where the test run is interrupted, when no test engine closes anything any more.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    IamClient iam = client(IamClient.builder());
    iam.createRole(b -> b.roleName(role).assumeRolePolicyDocument(trust()));
    iam.putRolePolicy(b ->
        b.roleName(role)
            .policyName("rights")
            .policyDocument(
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*",\
                "Resource":"*"}]}\
                """));
  }

  private static String trust() {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
    "Principal":{"AWS":"arn:aws:iam::%s:root"},\
    "Condition":{"StringEquals":{"sts:ExternalId":"%s"}}}]}\
    """
        .formatted(HUB, EXTERNAL_ID);
  }

  /** A name that nothing at the endpoint has yet, also where others tried before. */
  static String unique(String what) {
    return "palisade-" + what + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  Map<String, String> lacks() {
    return lacks;
  }

  /** The role that sessions are under. */
  String role() {
    return role;
  }

  /** A plain client of the member account, under its root key. */
  <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return clients.root(MEMBER, builder);
  }

  /** A plain client of somebody else's account. */
  <B extends AwsClientBuilder<B, C>, C> C strangers(B builder) {
    return clients.root(OTHER, builder);
  }

  /** A session as the functions have it. */
  AwsSession session() {
    return session(REGION, role, EXTERNAL_ID);
  }

  /** A session under a role of the member account, in a region. */
  AwsSession session(String region, String roleName, String externalId) {
    StsClient sts = clients.root(HUB, StsClient.builder());
    return new AtEndpoint(
        new Sessions(sts, externalId, SESSION).in(MEMBER, region, roleName), URI.create(url));
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      stop.run();
    }
  }

  /** A session whose clients talk to this endpoint in place of AWS's own. */
  private record AtEndpoint(AwsSession session, URI endpoint) implements AwsSession {

    @Override
    public String account() {
      return session.account();
    }

    @Override
    public String region() {
      return session.region();
    }

    @Override
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
      return session.client(builder.endpointOverride(endpoint));
    }
  }
}
