package dev.palisade.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.palisade.cli.Target;
import dev.palisade.cli.surface.SlackWorkspace;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The local AWS, started by its own control program. */
public final class LocalAws {

  private static final String FOLDER = "infra/local";
  private static final String MODULE = "palisade_local";

  /** The region that everything of the demonstration is in. */
  public static final String REGION = "us-east-1";

  private final Programs programs;
  private final @Nullable Integer port;
  private final @Nullable Path home;
  private String url = "";
  private String hub = "";
  private String member = "";
  private String other = "";
  private JsonNode deployed = MissingNode.getInstance();

  /** The local AWS on a port, null for its default. */
  public LocalAws(Programs programs, @Nullable Integer port) {
    this(programs, port, null);
  }

  private LocalAws(Programs programs, @Nullable Integer port, @Nullable Path home) {
    this.programs = programs;
    this.port = port;
    this.home = home;
  }

  /** Another local AWS beside the usual one, with a state of its own under its name. */
  public static LocalAws named(Programs programs, String name, int port) {
    return new LocalAws(programs, port, programs.state().resolve(name));
  }

  /** Starts it unless it runs; whether it had to be started. */
  public boolean up() {
    JsonNode answer = call("up");
    url = answer.path("endpoint").asText();
    hub = answer.path("accounts").path(0).asText();
    member = answer.path("accounts").path(1).asText();
    other = answer.path("accounts").path(2).asText();
    return answer.path("started").asBoolean();
  }

  /** Deploys Palisade to it unless that was done; whether anything was deployed. */
  public boolean deploy() {
    deployed = call("deploy");
    return deployed.path("deployed").asBoolean();
  }

  /** Where the approval page is opened, once Palisade is deployed. */
  public String page() {
    return deployed.path("page").asText();
  }

  /** The workspace of Slack that Palisade is deployed for. */
  public SlackWorkspace slack() {
    return new SlackWorkspace(
        deployed.path("standins").path("slack").asText(), deployed.path("slack").asText());
  }

  /** Empties it. */
  public void reset() {
    call("reset");
  }

  /** Stops it; what was done is kept. */
  public void down() {
    call("down");
  }

  private JsonNode call(String command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (port != null) {
      arguments.addAll(List.of("--port", String.valueOf(port)));
    }
    if (home != null) {
      arguments.addAll(List.of("--home", home.toString()));
    }
    return programs.result(FOLDER, MODULE, arguments.toArray(String[]::new));
  }

  /** Where it answers. */
  public String url() {
    return url;
  }

  /** The hub's account. */
  public String hub() {
    return hub;
  }

  /** The governed account that the sample workload is in. */
  public String member() {
    return member;
  }

  /** The other governed account. */
  public String other() {
    return other;
  }

  /** Where it keeps its state, or null for the usual place. */
  @Nullable Path home() {
    return home;
  }

  /** The target that commands take for it. */
  public Target target() {
    return new Target(url, null, REGION, null, null, null);
  }

  /** A session as root of one of its accounts, whose number is its key. */
  public AwsSession root(String account) {
    return Sessions.with(account, REGION, key(account, "test"));
  }

  /** Credentials. */
  static StaticCredentialsProvider key(String id, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
  }
}
