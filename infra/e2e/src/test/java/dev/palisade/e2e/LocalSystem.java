package dev.palisade.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.palisade.cli.surface.ApprovalPage;
import dev.palisade.cli.surface.SlackWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;

/**
 * Palisade deployed to a local AWS of its own: a free port, a fresh home below {@code target}, so
 * that nobody's own local AWS is touched. Its logs stay there.
 */
final class LocalSystem implements AutoCloseable {

  /** The account that decides. */
  static final String HUB = "111111111111";

  /** The account with the sample workload. */
  static final String MEMBER = "222222222222";

  /** The other governed account. */
  static final String OTHER = "333333333333";

  /** Where the hub is. */
  static final String REGION = "us-east-1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home;
  private final Program programs;
  private final String url;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable People people;
  private Map<String, String> outputs = Map.of();
  private JsonNode deployed = MissingNode.getInstance();

  private LocalSystem(Path root) {
    this.home = root.resolve("infra/e2e/target/local-aws");
    fresh(home);
    this.programs = new Program(root, home);
    this.port = freePort();
    this.url = "http://127.0.0.1:" + port;
  }

  /** Starts it and deploys Palisade and the sample workload; what fails leaves nothing running. */
  static LocalSystem start() {
    LocalSystem system =
        new LocalSystem(
            Path.of(System.getProperty("palisade.root", "../..")).toAbsolutePath().normalize());
    // Also where the test run is interrupted, when no test engine closes anything any more.
    Runtime.getRuntime().addShutdownHook(new Thread(system::close));
    try {
      system.up();
      return system;
    } catch (RuntimeException e) {
      system.close();
      throw e;
    }
  }

  private void up() {
    programs.local("up", "--port", String.valueOf(port), "--home", home.toString());
    deployed = read(programs.local("deploy", "--json", "--home", home.toString()));
    outputs =
        new Clients(url)
                .hub(CloudFormationClient.builder())
                .describeStacks(b -> b.stackName("PalisadeHub"))
                .stacks()
                .getFirst()
                .outputs()
                .stream()
                .filter(one -> one.exportName() != null)
                .collect(Collectors.toMap(Output::exportName, Output::outputValue));
    DeployedLimits.raise(this);
    samples(MEMBER, "deploy", "--json");
  }

  @Override
  public void close() {
    if (Files.exists(home.resolve("server.json"))) {
      programs.local("down", "--home", home.toString());
    }
  }

  /** The people of the hub, made when they are first asked for. */
  synchronized People people() {
    People here = people;
    if (here == null) {
      here = new People(this);
      people = here;
    }
    return here;
  }

  /** The endpoint. */
  String url() {
    return url;
  }

  /** Clients of all accounts. */
  Clients clients() {
    return new Clients(url);
  }

  /** The workspace of Slack that it is deployed for. */
  SlackWorkspace slack() {
    return new SlackWorkspace(standin("slack"), deployed.path("slack").asText());
  }

  /** The approval page, with nobody signed in. */
  ApprovalPage page() {
    return new ApprovalPage(deployed.path("page").asText());
  }

  /** Where something beside AWS answers: {@code jira}, {@code oidc}. */
  String standin(String name) {
    return deployed.path("standins").path(name).asText();
  }

  /** An output of the hub's stack by its export's name, {@code PalisadeAuditBucket}. */
  String output(String export) {
    String value = outputs.get(export);
    if (value == null) {
      throw new IllegalStateException("no output " + export + " among " + outputs.keySet());
    }
    return value;
  }

  /** Runs the sample workloads' command in an account; what it says on standard output. */
  String samples(String account, String command, String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    command,
                    "--endpoint",
                    url,
                    "--account",
                    account,
                    "--region",
                    REGION,
                    "--state",
                    home.resolve("samples").toString()),
                Stream.of(more))
            .toList();
    return programs.samples(arguments.toArray(String[]::new));
  }

  /**
   * How often each principal called each operation in an account, as {@code principal operation}.
   */
  Map<String, Long> calls(String account) {
    JsonNode calls = get("/_palisade/calls").path("calls");
    return calls
        .valueStream()
        .filter(one -> one.path("account").asText().equals(account))
        .collect(
            Collectors.toMap(
                one -> one.path("principal").asText() + " " + one.path("operation").asText(),
                one -> one.path("count").asLong()));
  }

  /** How often each operation was called in each invocation of a function, oldest first. */
  List<Map<String, Long>> invocations() {
    return get("/_palisade/invocations")
        .path("invocations")
        .valueStream()
        .map(invocation ->
            invocation
                .path("calls")
                .valueStream()
                .collect(
                    Collectors.toMap(
                        one -> one.path("operation").asText(),
                        one -> one.path("count").asLong(),
                        Long::sum)))
        .toList();
  }

  /** Forgets what was counted. */
  void countFromZero() {
    admin("DELETE", "/_palisade/calls", BodyPublishers.noBody());
  }

  /**
   * Keeps calls waiting from now on, once some went through.
   *
   * @param principal who makes them: a role's or user's name
   * @param text what is in the call, as the operation's name
   */
  void stop(String principal, String service, String text, int let) {
    String body =
        "{\"principal\":\"%s\",\"service\":\"%s\",\"text\":\"%s\",\"let\":%d}"
            .formatted(principal, service, text, let);
    admin("PUT", "/_palisade/stops", BodyPublishers.ofString(body));
  }

  /** How many calls wait. */
  int stopped() {
    return get("/_palisade/stops").path("waiting").asInt();
  }

  /** Lets all calls go. */
  void lift() {
    admin("DELETE", "/_palisade/stops", BodyPublishers.noBody());
  }

  private JsonNode get(String path) {
    return admin("GET", path, BodyPublishers.noBody());
  }

  private JsonNode admin(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path)).method(method, body).build();
    try {
      return read(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** JSON as a tree. */
  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + json, e);
    }
  }

  private static int freePort() {
    // Ports may be pinned to a range where several of these run on one machine.
    int first = Integer.getInteger("palisade.e2e.port", 0);
    try (ServerSocket probe = new ServerSocket(first)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  private static void fresh(Path home) {
    try {
      if (Files.exists(home)) {
        try (Stream<Path> old = Files.walk(home)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException("the home of the last run can't be removed", e);
    }
  }
}
