package dev.palisade.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.platform.aws.AwsSession;
import dev.palisade.platform.aws.Sessions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** {@link Sessions}: a role of the member account, by its trust, and nobody else. */
abstract class SessionsContract {

  private final ContractAws aws;

  SessionsContract(ContractAws aws) {
    this.aws = aws;
  }

  @Test
  void sessionIsTheRoleInItsAccount() {
    GetCallerIdentityResponse caller = caller(aws.session());
    assertThat(caller.account()).isEqualTo(ContractAws.MEMBER);
    assertThat(caller.arn())
        .isEqualTo(
            "arn:aws:sts::%s:assumed-role/%s/%s"
                .formatted(ContractAws.MEMBER, aws.role(), ContractAws.SESSION));
  }

  @Test
  @Needs(Needs.TRUST_CONDITIONS)
  void roleIsNotToBeHadWithAnotherExternalId() {
    AwsSession session = aws.session(ContractAws.REGION, aws.role(), "another-external-id");
    assertThatThrownBy(() -> caller(session)).isInstanceOf(StsException.class);
  }

  @Test
  @Needs(Needs.TRUST)
  void roleThatIsNotThereIsNotToBeHad() {
    AwsSession session =
        aws.session(ContractAws.REGION, ContractAws.unique("absent"), ContractAws.EXTERNAL_ID);
    assertThatThrownBy(() -> caller(session)).isInstanceOf(StsException.class);
  }

  private static GetCallerIdentityResponse caller(AwsSession session) {
    return session.client(StsClient.builder()).getCallerIdentity();
  }
}
