package dev.palisade.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.palisade.core.plan.GatewayException;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.data.bucket.Acl;
import dev.palisade.data.bucket.Acl.Grant;
import dev.palisade.data.bucket.Bucket;
import dev.palisade.data.bucket.BucketChange;
import dev.palisade.data.bucket.BucketChange.DeleteBucketOwnershipControls;
import dev.palisade.data.bucket.BucketChange.DeleteBucketPolicy;
import dev.palisade.data.bucket.BucketChange.DeletePublicAccessBlock;
import dev.palisade.data.bucket.BucketChange.PutBucketAcl;
import dev.palisade.data.bucket.BucketChange.PutBucketEncryption;
import dev.palisade.data.bucket.BucketChange.PutBucketOwnershipControls;
import dev.palisade.data.bucket.BucketChange.PutBucketPolicy;
import dev.palisade.data.bucket.BucketChange.PutPublicAccessBlock;
import dev.palisade.data.bucket.BucketFacet;
import dev.palisade.data.bucket.Encryption;
import dev.palisade.data.bucket.PublicAccessBlock;
import dev.palisade.data.bucket.S3BucketGateway;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Tag;

/** {@link S3BucketGateway} and each {@link BucketChange}. */
abstract class BucketContract extends GatewayContract<Bucket, BucketChange> {

  private static final PublicAccessBlock HALF =
      new PublicAccessBlock(true, true, false, true, false);

  private final S3Client s3;

  BucketContract(ContractAws aws) {
    super(aws, S3BucketGateway::new, Set.of(BucketFacet.values()));
    this.s3 = aws.client(S3Client.builder());
  }

  @Override
  ResourceRef made() {
    String name = ContractAws.unique("bucket.with-dots");
    s3.createBucket(b -> b.bucket(name));
    s3.putBucketTagging(b ->
        b.bucket(name).tagging(t -> t.tagSet(Tag.builder().key("Größe").value("a b").build())));
    return ref(name);
  }

  @Override
  ResourceRef absent() {
    return ref(ContractAws.unique("absent"));
  }

  private static ResourceRef ref(String name) {
    return Bucket.TYPE.ref(ContractAws.MEMBER, ContractAws.REGION, name);
  }

  @Test
  void newBucketIsReadAsS3MakesIt() {
    Bucket bucket = read(made());
    assertThat(bucket.publicAccess()).isEqualTo(PublicAccessBlock.ALL);
    assertThat(bucket.policy()).isEmpty();
    assertThat(bucket.ownership()).isEqualTo("BucketOwnerEnforced");
    assertThat(encryption(bucket).algorithm()).isEqualTo("AES256");
    assertThat(acl(bucket).grants())
        .extracting(Grant::grantee, Grant::permission)
        .containsExactly(tuple(acl(bucket).owner(), "FULL_CONTROL"));
    assertThat(bucket.tags()).isEqualTo(Map.of("Größe", "a b"));
  }

  @Test
  @Needs(Needs.BUCKET_OWNER)
  void bucketOfAnotherAccountIsNeitherReadNorChanged() {
    String name = ContractAws.unique("stranger");
    aws.strangers(S3Client.builder()).createBucket(b -> b.bucket(name));
    assertThatThrownBy(() -> read(ref(name)))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> assertThat(e.kind()).isEqualTo(GatewayException.Kind.DENIED));
    BucketChange change = new PutPublicAccessBlock(PublicAccessBlock.NONE, HALF);
    assertThatThrownBy(() -> gateway.execute(ref(name), change))
        .isInstanceOf(GatewayException.class);
  }

  @Test
  void putPublicAccessBlock() {
    ResourceRef ref = made();
    changesAndRestores(ref, new PutPublicAccessBlock(PublicAccessBlock.ALL, HALF));
    s3.deletePublicAccessBlock(b -> b.bucket(ref.id()));
    changesAndRestores(ref, new PutPublicAccessBlock(PublicAccessBlock.NONE, HALF));
  }

  @Test
  void deletePublicAccessBlock() {
    changesAndRestores(made(), new DeletePublicAccessBlock(PublicAccessBlock.ALL));
  }

  @Test
  void putBucketPolicy() {
    ResourceRef ref = made();
    changesAndRestores(ref, new PutBucketPolicy("", policy(ref, "s3:GetObject")));
    s3.putBucketPolicy(b -> b.bucket(ref.id()).policy(policy(ref, "s3:PutObject")));
    changesAndRestores(
        ref, new PutBucketPolicy(policy(ref, "s3:PutObject"), policy(ref, "s3:GetObject")));
  }

  @Test
  void deleteBucketPolicy() {
    ResourceRef ref = made();
    s3.putBucketPolicy(b -> b.bucket(ref.id()).policy(policy(ref, "s3:GetObject")));
    changesAndRestores(ref, new DeleteBucketPolicy(policy(ref, "s3:GetObject")));
  }

  @Test
  void putBucketAcl() {
    ResourceRef ref = withAcls();
    s3.putBucketAcl(b -> b.bucket(ref.id()).acl(BucketCannedACL.PUBLIC_READ));
    Acl open = acl(read(ref));
    Acl closed =
        new Acl(
            open.owner(),
            open.grants().stream().filter(grant -> !grant.type().equals("Group")).toList());
    changesAndRestores(ref, new PutBucketAcl(open, closed));
  }

  @Test
  void putBucketOwnershipControls() {
    ResourceRef ref = withAcls();
    changesAndRestores(ref, new PutBucketOwnershipControls("ObjectWriter", "BucketOwnerEnforced"));
    s3.deleteBucketOwnershipControls(b -> b.bucket(ref.id()));
    changesAndRestores(ref, new PutBucketOwnershipControls("", "BucketOwnerEnforced"));
  }

  @Test
  void deleteBucketOwnershipControls() {
    changesAndRestores(made(), new DeleteBucketOwnershipControls("BucketOwnerEnforced"));
  }

  @Test
  void putBucketEncryption() {
    ResourceRef ref = made();
    String key = aws.client(KmsClient.builder()).createKey().keyMetadata().arn();
    changesAndRestores(
        ref,
        new PutBucketEncryption(
            encryption(read(ref)), new Encryption("aws:kms", key, true, List.of())));
  }

  /** A bucket where ACLs count, public ones too. */
  private ResourceRef withAcls() {
    ResourceRef ref = made();
    s3.deletePublicAccessBlock(b -> b.bucket(ref.id()));
    s3.putBucketOwnershipControls(b ->
        b.bucket(ref.id())
            .ownershipControls(
                c -> c.rules(rule -> rule.objectOwnership(ObjectOwnership.OBJECT_WRITER))));
    return ref;
  }

  private static String policy(ResourceRef ref, String action) {
    return """
    {"Version":"2012-10-17","Statement":[{"Sid":"One","Effect":"Allow",\
    "Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"%s","Resource":"%s/*"}]}\
    """
        .formatted(ContractAws.MEMBER, action, ref.arn());
  }

  private static Acl acl(Bucket bucket) {
    return Objects.requireNonNull(bucket.acl());
  }

  private static Encryption encryption(Bucket bucket) {
    return Objects.requireNonNull(bucket.encryption());
  }
}
