package dev.palisade.chatops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** The local AWS's emulator of DynamoDB and Secrets Manager, started once for all tests. */
public final class Emulator {

  private static final Path ROOT = Path.of(System.getProperty("palisade.root"));
  private static final Duration START = Duration.ofSeconds(60);
  private static int port;

  private Emulator() {}

  private static synchronized int port() {
    if (port == 0) {
      Path python = ROOT.resolve(".palisade/venv/bin/python");
      assertThat(python).as("the local AWS is not installed: run ./palisade setup").isExecutable();
      try {
        int free = free();
        Process process =
            new ProcessBuilder(
                    python.toString(),
                    ROOT.resolve("infra/local/tests/emulators.py").toString(),
                    "ministack",
                    String.valueOf(free))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        await(process, free);
        port = free;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return port;
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(Process process, int port) throws IOException {
    Instant end = Instant.now().plus(START);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
    throw new IOException("the emulator does not start");
  }

  /** A client of the emulator. */
  public static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    builder
        .endpointOverride(URI.create("http://127.0.0.1:" + port()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("111111111111", "test")));
    if (builder instanceof SdkSyncClientBuilder<?, ?> sync) {
      sync.httpClient(UrlConnectionHttpClient.create());
    }
    return builder.build();
  }
}
