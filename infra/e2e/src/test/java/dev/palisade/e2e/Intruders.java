package dev.palisade.e2e;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Sessions under Palisade's roles, as somebody has them who may change the trust of a function's
 * role in the hub: the member roles' own trust stays as deployed.
 */
final class Intruders {

  /** What the member roles ask for in the local deployment. */
  static final String EXTERNAL_ID = "palisade";

  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"},
        {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"sts:AssumeRole"}]}\
      """;

  private static final String MAY_ASSUME =
      """
      {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}\
      """;

  private final Clients clients;
  private final AwsCredentials person;
  private final String arn;

  /** A person of the hub by this name. */
  Intruders(Clients clients, String name) {
    this.clients = clients;
    this.person = clients.user(LocalSystem.HUB, name, MAY_ASSUME);
    this.arn = "arn:aws:iam::%s:user/%s".formatted(LocalSystem.HUB, name);
  }

  /** The person, who may assume what trusts them. */
  AwsCredentials person() {
    return person;
  }

  /** A session under a domain's function role. */
  AwsCredentials function(String domain) {
    String role = "palisade-function-" + domain;
    clients
        .hub(IamClient.builder())
        .updateAssumeRolePolicy(b -> b.roleName(role).policyDocument(TRUST.formatted(arn)));
    return clients.assumed(person, role(LocalSystem.HUB, role), "e2e", "");
  }

  /** A session under a role of the other member account, as a domain's function takes it. */
  AwsCredentials member(String domain, String role) {
    return clients.assumed(
        function(domain), role(LocalSystem.OTHER, role), "palisade", EXTERNAL_ID);
  }

  static String role(String account, String name) {
    return "arn:aws:iam::%s:role/%s".formatted(account, name);
  }
}
