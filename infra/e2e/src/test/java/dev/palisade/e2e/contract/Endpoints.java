package dev.palisade.e2e.contract;

import dev.palisade.e2e.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The endpoints that contracts are tried on.
 *
 * <ul>
 *   <li>{@code palisade.contract.endpoint}: one that runs already, knows accounts by their key ids
 *       and lets each account's root do everything; {@code palisade.contract.kind} says what it is,
 *       {@code local} or {@code localstack}
 *   <li>{@code palisade.contract.port}: the port for what is started here; a free one by default
 * </ul>
 */
final class Endpoints {

  private static final Path ROOT =
      Path.of(System.getProperty("palisade.root", "../..")).toAbsolutePath().normalize();

  private Endpoints() {}

  /** The local AWS, with nothing deployed to it. */
  static ContractAws local() {
    Path home = home("contract-local");
    Program programs = new Program(ROOT, home);
    int port = port();
    programs.local("up", "--port", String.valueOf(port), "--home", home.toString());
    return opened(
        "http://127.0.0.1:" + port,
        Map.of(),
        () -> programs.local("down", "--home", home.toString()));
  }

  /** LocalStack's open core, in its own Python environment. */
  static ContractAws localStack() {
    String given = System.getenv("PALISADE_LOCALSTACK");
    Path venv = given == null ? ROOT.resolve(".palisade/localstack") : Path.of(given);
    Assumptions.assumeTrue(
        Files.isExecutable(venv.resolve("bin/localstack-supervisor")),
        () -> "skipped: no LocalStack in %s; ./palisade test --system installs it".formatted(venv));
    LocalStackProcess process = LocalStackProcess.start(venv, home("contract-localstack"), port());
    return opened(process.url(), OpenCore.LACKS, process::close);
  }

  /** The endpoint that is given. */
  static ContractAws given() {
    String url = System.getProperty("palisade.contract.endpoint", "");
    Assumptions.assumeFalse(
        url.isBlank(), "skipped: no -Dpalisade.contract.endpoint=URL names a running endpoint");
    String kind = System.getProperty("palisade.contract.kind", "local");
    Map<String, String> lacks =
        switch (kind) {
          case "local" -> Map.of();
          case "localstack" -> OpenCore.LACKS;
          default ->
              throw new IllegalArgumentException(
                  "palisade.contract.kind is local or localstack, not " + kind);
        };
    return new ContractAws(url, lacks, () -> {});
  }

  /** Ends what was started where nothing can be set up in it. */
  static ContractAws opened(String url, Map<String, String> lacks, Runnable stop) {
    try {
      return new ContractAws(url, lacks, stop);
    } catch (RuntimeException e) {
      stop.run();
      throw e;
    }
  }

  private static Path home(String name) {
    try {
      Path homes = Files.createDirectories(ROOT.resolve("infra/e2e/target"));
      return Files.createTempDirectory(homes, name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port() {
    try (ServerSocket probe = new ServerSocket(Integer.getInteger("palisade.contract.port", 0))) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
