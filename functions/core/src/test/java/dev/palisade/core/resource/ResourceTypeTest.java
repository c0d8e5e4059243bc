package dev.palisade.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.core.policy.Untouchables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** References by ARN, above all to IAM's roles, which have paths. */
class ResourceTypeTest {

  private static final ResourceType ROLE =
      ResourceType.of("AWS::IAM::Role", "arn:{partition}:iam::{account}:role/{path}{id}");
  private static final ResourceType BUCKET =
      ResourceType.of("AWS::S3::Bucket", "arn:{partition}:s3:::{id}");
  private static final String ACCOUNT = "222222222222";

  @Test
  void aRoleHasOneReferenceWithAndWithoutItsPath() {
    Arn arn = Arn.parse("arn:aws:iam::222222222222:role/service-role/ml/train");
    ResourceRef ref = ROLE.ref(ACCOUNT, "us-east-1", arn);
    assertThat(ref).isEqualTo(ROLE.ref(ACCOUNT, "us-east-1", "train"));
    assertThat(ref.id()).isEqualTo("train");
    assertThat(ref.arn()).isEqualTo("arn:aws:iam::222222222222:role/train");
  }

  @Test
  void slashesStayWhereTheTypeHasNoPath() {
    Arn arn = Arn.parse("arn:aws:s3:::a/b");
    assertThat(BUCKET.ref(ACCOUNT, "us-east-1", arn).id()).isEqualTo("a/b");
  }

  @Test
  void refusesAnotherAccountsRole() {
    Arn arn = Arn.parse("arn:aws:iam::333333333333:role/train");
    assertThatThrownBy(() -> ROLE.ref(ACCOUNT, "us-east-1", arn))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void untouchablesAreKnownByTheirPathToo() {
    ResourceRef ref = ROLE.ref(ACCOUNT, "us-east-1", "admin");
    String full = "arn:aws:iam::222222222222:role/glass/admin";
    List<String> breakGlass = List.of("arn:aws:iam::*:role/glass/*");
    assertThat(Untouchables.objection(ref, "", breakGlass)).isEmpty();
    assertThat(Untouchables.objection(ref, full, breakGlass)).isPresent();
    assertThat(
            Untouchables.objection(
                ref, "arn:aws:iam::222222222222:role/aws-service-role/x/admin", List.of()))
        .isPresent();
  }
}
