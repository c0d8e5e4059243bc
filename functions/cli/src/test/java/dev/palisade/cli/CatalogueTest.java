package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.platform.function.DomainModule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All domains together, and {@code controls}. */
class CatalogueTest {

  private final Bench bench = new Bench();

  @Test
  void noControlIdIsUsedTwice() {
    List<String> ids =
        Domains.all().stream()
            .map(DomainModule::domain)
            .flatMap(domain -> domain.specs())
            .map(spec -> spec.id())
            .toList();
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void domainsAreSortedAndDistinct() {
    List<String> names = Domains.all().stream().map(module -> module.domain().name()).toList();
    assertThat(names).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void listsTheCatalogueSorted() throws Exception {
    assertThat(bench.run("", "controls", "--json")).isZero();
    assertThat(bench.json().findValuesAsText("control"))
        .isSorted()
        .contains("S3.PublicAccess", "S3.PlainHttp");
    assertThat(bench.err()).isEmpty();
  }

  @Test
  void showsOneControlWithWhatItCalls() throws Exception {
    assertThat(bench.run("", "controls", "S3.PublicAccess", "--json")).isZero();
    assertThat(bench.json()).hasSize(1);
    assertThat(bench.json().get(0).path("calls").toString())
        .isEqualTo("[\"s3:PutBucketPublicAccessBlock\"]");
    assertThat(bench.json().get(0).path("standards").path("securityhub").get(0).asText())
        .isEqualTo("S3.8");
  }

  @Test
  void anUnknownControlIsWrongUsage() {
    assertThat(bench.run("", "controls", "S3.Nothing")).isEqualTo(Exit.USAGE);
    assertThat(bench.err()).contains("there is no control S3.Nothing");
  }
}
