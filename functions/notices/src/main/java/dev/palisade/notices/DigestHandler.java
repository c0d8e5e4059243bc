package dev.palisade.notices;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.palisade.core.plan.Codec;
import dev.palisade.platform.audit.Digester;
import dev.palisade.platform.audit.S3AuditObjects;
import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import dev.palisade.platform.function.Deployment;
import dev.palisade.platform.function.DeploymentVariables;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The function that signs, every hour, what was written to the audit log. It takes any event,
 * answers {@code {"objects": 12}}, and may be invoked by hand at any time.
 */
public final class DigestHandler implements RequestStreamHandler {

  private final Digester digester;

  /** The function as deployed. */
  public DigestHandler() {
    this(ofThisProcess());
  }

  DigestHandler(Digester digester) {
    this.digester = digester;
  }

  private static Digester ofThisProcess() {
    Deployment deployment = Deployment.ofThisProcess();
    AwsSession own =
        Sessions.with(deployment.get(DeploymentVariables.HUB), deployment.region(), null);
    return new Digester(
        new S3AuditObjects(
            own.client(S3Client.builder()), deployment.get(DeploymentVariables.AUDIT_BUCKET)),
        new KmsSigner(
            own.client(KmsClient.builder()), deployment.get(DeploymentVariables.DIGEST_KEY)),
        InstantSource.system());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Codec.plain()
        .writeValue(output, Codec.plain().createObjectNode().put("objects", digester.run()));
  }
}
