package dev.palisade.e2e.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** LocalStack as a process of this machine, without its image; its log is in its home. */
final class LocalStackProcess implements AutoCloseable {

  /** Seconds on an idle machine; its first start compiles its own Python. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final String url;
  private final Path log;

  private LocalStackProcess(Process process, String url, Path log) {
    this.process = process;
    this.url = url;
    this.log = log;
  }

  /** Starts it from a Python environment, and waits until it answers. */
  static LocalStackProcess start(Path venv, Path home, int port) {
    String address = "127.0.0.1:" + port;
    Path log = home.resolve("localstack.log");
    ProcessBuilder builder =
        new ProcessBuilder(venv.resolve("bin/localstack-supervisor").toString())
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(key -> key.startsWith("AWS_"));
    environment.put("PATH", venv.resolve("bin") + ":" + environment.getOrDefault("PATH", ""));
    environment.put("GATEWAY_LISTEN", address);
    // Nothing is fetched and nothing is told to anybody.
    environment.put("SKIP_SSL_CERT_DOWNLOAD", "1");
    environment.put("DISABLE_EVENTS", "1");
    environment.put("DNS_ADDRESS", "0");
    environment.put("FILESYSTEM_ROOT", home.resolve("root").toString());
    environment.put("LOCALSTACK_VOLUME_DIR", home.resolve("volume").toString());
    try {
      LocalStackProcess started = new LocalStackProcess(builder.start(), "http://" + address, log);
      // Also where the test run is interrupted.
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      started.await();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("LocalStack can't be started", e);
    }
  }

  String url() {
    return url;
  }

  private void await() {
    Instant end = Instant.now().plus(PATIENCE);
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        close();
        throw new IllegalStateException("LocalStack did not come up; see " + log);
      }
    }
  }

  private boolean answers() {
    HttpRequest health =
        HttpRequest.newBuilder(URI.create(url + "/_localstack/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Thread.sleep(Duration.ofMillis(300));
      return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Ends it and what it started. */
  @Override
  public void close() {
    var descendants = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
