package dev.palisade.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CatalogueTest {

  private final Catalogue catalogue = Catalogue.builtIn();

  @Test
  void saysWhyAControlMattersAndWhatItsFixBreaks() {
    assertThat(catalogue.control("Lambda.PublicUrl"))
        .hasValueSatisfying(text -> {
          assertThat(text.domain()).isEqualTo("compute");
          assertThat(text.why()).contains("model budget");
          assertThat(text.breaks()).contains("Callers");
        });
    assertThat(catalogue.control("Lambda.Nothing")).isEmpty();
  }

  @Test
  void findsADomainByAnArn() {
    assertThat(catalogue.locate("arn:aws:ec2:eu-west-1:222222222222:security-group/sg-1", "", ""))
        .hasValueSatisfying(located -> {
          assertThat(located.domain()).isEqualTo("network");
          assertThat(located.ref().id()).isEqualTo("sg-1");
          assertThat(located.ref().region()).isEqualTo("eu-west-1");
        });
  }

  @Test
  void asksForWhatABucketsArnLeavesOut() {
    assertThat(catalogue.locate("arn:aws:s3:::training", "222222222222", "us-east-1"))
        .hasValueSatisfying(
            located -> assertThat(located.ref().account()).isEqualTo("222222222222"));
    assertThatThrownBy(() -> catalogue.locate("arn:aws:s3:::training", "", "us-east-1"))
        .hasMessageContaining("account and region");
  }

  @Test
  void knowsNothingOfWhatNoDomainLooksAfter() {
    assertThat(catalogue.locate("arn:aws:glacier:us-east-1:222222222222:vaults/v", "", ""))
        .isEmpty();
    assertThatThrownBy(() -> catalogue.locate("training", "222222222222", "us-east-1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
