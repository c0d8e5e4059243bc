package dev.palisade.infra.hub;

import dev.palisade.infra.Installation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * What Palisade keeps: the table of cases and ledger, and the audit log that nobody can rewrite.
 */
final class Records extends Construct {

  static final String TABLE = "palisade";

  final Table table;
  final Bucket audit;

  Records(Construct scope, Key key, Installation installation) {
    super(scope, "Records");
    table = table(key, installation);
    audit = audit(key, installation);
  }

  private Table table(Key key, Installation installation) {
    Table made =
        Table.Builder.create(this, "Table")
            .tableName(TABLE)
            .partitionKey(text("pk"))
            .sortKey(text("sk"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .timeToLiveAttribute("expiresAt")
            .stream(StreamViewType.NEW_AND_OLD_IMAGES)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .encryption(TableEncryption.CUSTOMER_MANAGED)
            .encryptionKey(key)
            .deletionProtection(!installation.local())
            .removalPolicy(Keys.removal(installation))
            .build();
    made.addGlobalSecondaryIndex(index("byState", "gsi1"));
    made.addGlobalSecondaryIndex(index("byResource", "gsi2"));
    return made;
  }

  private static GlobalSecondaryIndexProps index(String name, String prefix) {
    return GlobalSecondaryIndexProps.builder()
        .indexName(name)
        .partitionKey(text(prefix + "pk"))
        .sortKey(text(prefix + "sk"))
        .projectionType(ProjectionType.ALL)
        .build();
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  private Bucket audit(Key key, Installation installation) {
    Duration days = Duration.days(installation.lockDays());
    Bucket made =
        Bucket.Builder.create(this, "Audit")
            .versioned(true)
            .objectLockEnabled(true)
            .objectLockDefaultRetention(
                installation.lockMode().equals("COMPLIANCE")
                    ? ObjectLockRetention.compliance(days)
                    : ObjectLockRetention.governance(days))
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .encryption(BucketEncryption.KMS)
            .encryptionKey(key)
            .bucketKeyEnabled(true)
            .enforceSsl(true)
            .removalPolicy(Keys.removal(installation))
            .build();
    if (!installation.local()) {
      // The emulator's evaluator does not know the key, and would refuse every put.
      made.addToResourcePolicy(
          PolicyStatement.Builder.create()
              .effect(Effect.DENY)
              .principals(List.of(new AnyPrincipal()))
              .actions(List.of("s3:PutObject"))
              .resources(List.of(made.arnForObjects("*")))
              .conditions(Map.of("Null", Map.of("s3:if-none-match", "true")))
              .build());
    }
    return made;
  }
}
