package dev.palisade.tickets.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A program that tests talk to over a port; it ends with the tests at the latest. */
final class Program implements AutoCloseable {

  static final Path ROOT = Path.of(System.getProperty("palisade.root"));
  private static final long PATIENCE_MILLIS = 60_000;

  private final Process process;
  final int port;

  Program(List<String> command, int port, Map<String, String> environment) {
    this.port = port;
    try {
      Path folder = Files.createTempDirectory("palisade-tickets");
      File log = folder.resolve("log").toFile();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log);
      builder.environment().putAll(environment);
      this.process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      await(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(File log) throws IOException {
    long until = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < until && process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(50_000_000);
      }
    }
    process.destroy();
    throw new IllegalStateException("did not start: " + Files.readString(log.toPath()));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
