package dev.palisade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.core.plan.Codec;
import dev.palisade.platform.function.DomainModule;
import dev.palisade.policy.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The catalogue that policies are checked by is that of the domains. */
class PolicyCatalogueTest {

  private static final Path FILE =
      Path.of(System.getProperty("palisade.root"))
          .resolve("functions/policy/src/main/resources/dev/palisade/policy/catalogue.json");

  @Test
  void itIsTheDomains() throws IOException {
    Catalogue catalogue = Catalogue.of(Domains.all().stream().map(DomainModule::domain).toList());
    String generated =
        Codec.plain().writerWithDefaultPrettyPrinter().writeValueAsString(catalogue.controls())
            + "\n";
    if (System.getProperty("update") != null) {
      Files.writeString(FILE, generated);
    }
    assertThat(Files.readString(FILE))
        .as(
            "run mvn -pl functions/cli -am test -Dtest=PolicyCatalogueTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate, and look at the difference")
        .isEqualTo(generated);
  }
}
