package dev.palisade.cli.incident;

import dev.palisade.cli.Failure;
import dev.palisade.core.cases.Case;
import dev.palisade.core.resource.Arn;
import java.util.Optional;

/** What an incident is about. */
sealed interface Subject {

  /** As it was asked for, in one form. */
  String text();

  /** What it is, in a word. */
  String kind();

  /** Whether a call is about it: made by it, from it, or upon it. */
  boolean has(Call call);

  /** Whether a case is about it. */
  boolean has(Case item);

  /** The account it belongs to, or empty. */
  default String account() {
    return "";
  }

  /** The region it is in, or empty. */
  default String region() {
    return "";
  }

  /**
   * Reads what a person asked for.
   *
   * @throws Failure if it is no ARN, no address or network, and no access key id
   */
  static Subject parse(String text) {
    if (Arn.looksLike(text)) {
      return ofArn(text);
    }
    if (text.matches("(AKIA|ASIA)[A-Z0-9]{12,124}")) {
      return new AccessKey(text);
    }
    return Network.parse(text)
        .<Subject>map(network -> new Address(text, network))
        .orElseThrow(() ->
            Failure.usage(
                "neither an ARN, an IP address or network, nor an access key id: " + text));
  }

  private static Subject ofArn(String text) {
    Arn arn;
    try {
      arn = Arn.parse(text);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
    if (Principals.isSession(arn)) {
      return new Session(arn);
    }
    if (arn.service().equals("iam")) {
      String plain = Principals.plain(text);
      if (arn.resource().startsWith("role/")) {
        return new Role(Arn.parse(plain));
      }
      if (arn.resource().startsWith("user/") || arn.resource().equals("root")) {
        return new User(Arn.parse(plain));
      }
    }
    return new Resource(arn);
  }

  /** Anything that is no principal. */
  record Resource(Arn arn) implements Subject {
    @Override
    public String text() {
      return arn.toString();
    }

    @Override
    public String kind() {
      return "resource";
    }

    @Override
    public boolean has(Call call) {
      // What AWS lists by name alone is told from others of that name by its service.
      return call.resources().contains(text())
          || call.names().contains(text())
          || (call.service().equals(arn.service()) && call.names().contains(arn.lastPart()));
    }

    @Override
    public boolean has(Case item) {
      return item.resource().arn().equals(text());
    }

    @Override
    public String account() {
      return arn.account();
    }

    @Override
    public String region() {
      return arn.region();
    }
  }

  /** A role, with all its sessions. */
  record Role(Arn arn) implements Subject {
    @Override
    public String text() {
      return arn.toString();
    }

    @Override
    public String kind() {
      return "role";
    }

    @Override
    public boolean has(Call call) {
      return Principals.plain(call.actor().issuer()).equals(text())
          || new Resource(arn).has(call)
          || call.names().stream().map(Principals::plain).anyMatch(text()::equals);
    }

    @Override
    public boolean has(Case item) {
      return item.resource().arn().equals(text()) || isActor(text(), item);
    }

    @Override
    public String account() {
      return arn.account();
    }
  }

  /** A user, or an account's root. */
  record User(Arn arn) implements Subject {
    @Override
    public String text() {
      return arn.toString();
    }

    @Override
    public String kind() {
      return "user";
    }

    @Override
    public boolean has(Call call) {
      return Principals.plain(call.actor().arn()).equals(text()) || new Resource(arn).has(call);
    }

    @Override
    public boolean has(Case item) {
      return item.resource().arn().equals(text()) || isActor(text(), item);
    }

    @Override
    public String account() {
      return arn.account();
    }
  }

  /** One session of a role, or all of that name: whoever assumes the role chooses it. */
  record Session(Arn arn) implements Subject {
    @Override
    public String text() {
      return arn.toString();
    }

    @Override
    public String kind() {
      return "session";
    }

    @Override
    public boolean has(Call call) {
      return call.actor().arn().equals(text());
    }

    @Override
    public boolean has(Case item) {
      return item.origin().actor().arn().equals(text());
    }

    @Override
    public String account() {
      return arn.account();
    }
  }

  /** An access key id: a user's, or that of a session. */
  record AccessKey(String text) implements Subject {
    @Override
    public String kind() {
      return "access key";
    }

    @Override
    public boolean has(Call call) {
      return call.key().equals(text)
          || call.newKey().equals(text)
          || call.names().contains(text)
          || call.resources().stream().anyMatch(arn -> arn.endsWith("/" + text));
    }

    @Override
    public boolean has(Case item) {
      return false;
    }
  }

  /** An address, or a network of them. */
  record Address(String text, Network network) implements Subject {
    @Override
    public String kind() {
      return text.indexOf('/') < 0 ? "address" : "network";
    }

    @Override
    public boolean has(Call call) {
      return holds(call.address());
    }

    @Override
    public boolean has(Case item) {
      return holds(item.origin().facts().getOrDefault("address", ""))
          || holds(item.proposal().evidence().path("address").asText(""));
    }

    private boolean holds(String address) {
      Optional<Network> other = Network.parse(address);
      return other.map(network::holds).orElse(address.equals(text));
    }
  }

  private static boolean isActor(String arn, Case item) {
    return Principals.plain(item.origin().actor().principal()).equals(arn);
  }
}
