package dev.palisade.infra.hub;

import dev.palisade.core.audit.LogDigest;
import dev.palisade.infra.Installation;
import dev.palisade.platform.function.DeploymentVariables;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeySpec;
import software.amazon.awscdk.services.kms.KeyUsage;
import software.constructs.Construct;

/**
 * The audit log's digests: every hour a function signs what was written, with a key that nobody
 * else may sign with. What writes the log can't sign, and what signs can't write anything but
 * digests.
 */
final class Digests extends Construct {

  /** A digest is due this often; {@code palisade audit verify} says where one is late. */
  private static final String EVERY = "rate(1 hour)";

  final HubFunction function;

  /** What digests are signed with; everybody may check with its public half. */
  final Key key;

  Digests(Construct scope, HubParts hub, Installation installation) {
    super(scope, "Digests");
    key =
        Key.Builder.create(this, "Key")
            .description("Signs the digests of Palisade's audit log")
            .keySpec(KeySpec.ECC_NIST_P256)
            .keyUsage(KeyUsage.SIGN_VERIFY)
            .removalPolicy(Keys.removal(installation))
            .build();
    function =
        new HubFunction(
            this,
            new HubFunction.Kind(
                "digest",
                "notices",
                "dev.palisade.notices.DigestHandler",
                "Signs what was written to the audit log",
                Duration.minutes(10),
                Map.of(DeploymentVariables.HUB, installation.hub())),
            hub.keys(),
            installation);
    function
        .knows(DeploymentVariables.AUDIT_BUCKET, hub.records().audit.getBucketName())
        .knows(DeploymentVariables.DIGEST_KEY, key.getKeyArn())
        .mayDo(List.of("s3:ListBucketVersions"), hub.records().audit.getBucketArn())
        .mayDo(List.of("s3:GetObjectVersion"), hub.records().audit.arnForObjects("*"))
        .mayDo(List.of("s3:PutObject"), hub.records().audit.arnForObjects(LogDigest.FOLDER + "*"))
        .mayDo(List.of("kms:Decrypt", "kms:GenerateDataKey"), hub.keys().records.getKeyArn())
        .mayDo(List.of("kms:Sign"), key.getKeyArn());
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.DENY)
            .principals(List.of(new AnyPrincipal()))
            .actions(List.of("kms:Sign"))
            .resources(List.of("*"))
            .conditions(
                Map.of("ArnNotEquals", Map.of("aws:PrincipalArn", function.role.getRoleArn())))
            .build());
    // Whatever event starts it, it makes one digest: who may hand on the scheduler's role gains
    // nothing by that.
    hub.clock().starts(this, function, EVERY, "Signs what was written to the audit log");
  }
}
