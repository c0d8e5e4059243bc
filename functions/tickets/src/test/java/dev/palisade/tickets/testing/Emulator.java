package dev.palisade.tickets.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/** One of the two emulators of the local AWS, with its gaps filled; started once for all tests. */
public final class Emulator {

  /** DynamoDB, SQS, Secrets Manager, Systems Manager. */
  public static final Emulator MINISTACK = new Emulator("ministack");

  public static final String REGION = "us-east-1";

  private final String which;
  private Program program;

  private Emulator(String which) {
    this.which = which;
  }

  /** Security Hub. */
  public static Emulator moto() {
    return new Emulator("moto");
  }

  private synchronized int port() {
    if (program == null) {
      Path python = Program.ROOT.resolve(".palisade/venv/bin/python");
      assertThat(python).as("the local AWS is not installed: run ./palisade setup").isExecutable();
      int port = Program.freePort();
      program =
          new Program(
              List.of(
                  python.toString(),
                  Program.ROOT.resolve("infra/local/tests/emulators.py").toString(),
                  which,
                  String.valueOf(port)),
              port,
              Map.of());
    }
    return program.port;
  }

  /** A client of the emulator. */
  public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    builder
        .endpointOverride(URI.create("http://127.0.0.1:" + port()))
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("111111111111", "test")));
    if (builder instanceof SdkSyncClientBuilder<?, ?> sync) {
      sync.httpClient(ApacheHttpClient.create());
    }
    return builder.build();
  }
}
