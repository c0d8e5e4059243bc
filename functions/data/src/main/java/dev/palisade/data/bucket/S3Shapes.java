package dev.palisade.data.bucket;

import dev.palisade.core.plan.GatewayException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.BlockedEncryptionTypes;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Type;

/** The values of this package as the SDK's, and back. */
final class S3Shapes {

  private S3Shapes() {}

  static PublicAccessBlock block(PublicAccessBlockConfiguration block) {
    return new PublicAccessBlock(
        true,
        Boolean.TRUE.equals(block.blockPublicAcls()),
        Boolean.TRUE.equals(block.ignorePublicAcls()),
        Boolean.TRUE.equals(block.blockPublicPolicy()),
        Boolean.TRUE.equals(block.restrictPublicBuckets()));
  }

  static PublicAccessBlockConfiguration block(PublicAccessBlock block) {
    return PublicAccessBlockConfiguration.builder()
        .blockPublicAcls(block.blockPublicAcls())
        .ignorePublicAcls(block.ignorePublicAcls())
        .blockPublicPolicy(block.blockPublicPolicy())
        .restrictPublicBuckets(block.restrictPublicBuckets())
        .build();
  }

  static Acl acl(GetBucketAclResponse acl) {
    return new Acl(
        acl.owner().id(),
        acl.grants().stream()
            .map(grant ->
                new Acl.Grant(
                    grant.grantee().typeAsString(),
                    name(grant.grantee()),
                    grant.permissionAsString()))
            .toList());
  }

  private static String name(Grantee grantee) {
    return switch (grantee.type()) {
      case GROUP -> grantee.uri();
      case AMAZON_CUSTOMER_BY_EMAIL -> grantee.emailAddress();
      case CANONICAL_USER -> grantee.id();
      case UNKNOWN_TO_SDK_VERSION -> throw unknown(String.valueOf(grantee.typeAsString()));
    };
  }

  // An ACL with a grant that can't be written back is left alone.
  private static GatewayException unknown(String type) {
    String message = "the ACL has a grant to an unknown kind of grantee: " + type;
    return new GatewayException(
        GatewayException.Kind.REFUSED, message, new IllegalArgumentException(type));
  }

  static AccessControlPolicy acl(Acl acl) {
    return AccessControlPolicy.builder()
        .owner(owner -> owner.id(acl.owner()))
        .grants(acl.grants().stream().map(S3Shapes::grant).toList())
        .build();
  }

  private static Grant grant(Acl.Grant grant) {
    Grantee.Builder grantee = Grantee.builder().type(grant.type());
    switch (Type.fromValue(grant.type())) {
      case GROUP -> grantee.uri(grant.grantee());
      case AMAZON_CUSTOMER_BY_EMAIL -> grantee.emailAddress(grant.grantee());
      case CANONICAL_USER -> grantee.id(grant.grantee());
      case UNKNOWN_TO_SDK_VERSION -> throw unknown(grant.type());
    }
    return Grant.builder().grantee(grantee.build()).permission(grant.permission()).build();
  }

  // A rule may leave the algorithm out and set a bucket key or blocked types alone: S3's own key.
  static Encryption encryption(ServerSideEncryptionConfiguration configuration) {
    ServerSideEncryptionRule rule = configuration.rules().getFirst();
    Optional<ServerSideEncryptionByDefault> by =
        Optional.ofNullable(rule.applyServerSideEncryptionByDefault());
    BlockedEncryptionTypes blocked = rule.blockedEncryptionTypes();
    return new Encryption(
        by.map(ServerSideEncryptionByDefault::sseAlgorithmAsString)
            .orElse(Encryption.SSE_S3.algorithm()),
        by.map(ServerSideEncryptionByDefault::kmsMasterKeyID).orElse(""),
        Boolean.TRUE.equals(rule.bucketKeyEnabled()),
        blocked == null ? List.of() : blocked.encryptionTypeAsStrings());
  }

  static ServerSideEncryptionConfiguration encryption(Encryption encryption) {
    ServerSideEncryptionByDefault by =
        ServerSideEncryptionByDefault.builder()
            .sseAlgorithm(encryption.algorithm())
            .kmsMasterKeyID(encryption.key().isEmpty() ? null : encryption.key())
            .build();
    ServerSideEncryptionRule.Builder rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(by)
            .bucketKeyEnabled(encryption.bucketKey());
    if (!encryption.blocked().isEmpty()) {
      rule.blockedEncryptionTypes(types -> types.encryptionTypeWithStrings(encryption.blocked()));
    }
    return ServerSideEncryptionConfiguration.builder().rules(rule.build()).build();
  }
}
