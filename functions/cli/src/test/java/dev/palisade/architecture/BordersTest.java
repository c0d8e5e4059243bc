package dev.palisade.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JODATIME;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The borders between modules. They live here because the command line is the one module that sees
 * every function; what the class paths already forbid is not said again.
 */
@AnalyzeClasses(packages = "dev.palisade", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
  private static final String[] DOMAINS = {
    "dev.palisade.data..",
    "dev.palisade.identity..",
    "dev.palisade.network..",
    "dev.palisade.models..",
    "dev.palisade.compute..",
    "dev.palisade.edge..",
    "dev.palisade.detection.."
  };

  /** An empty class path would let every rule below hold. */
  @ArchTest
  static void seesTheModules(JavaClasses classes) {
    assertThat(classes.that(are(resideInAPackage("dev.palisade.core..")))).isNotEmpty();
    assertThat(classes.that(are(resideInAPackage("dev.palisade.platform..")))).isNotEmpty();
  }

  @ArchTest
  static final ArchRule coreKnowsNoRim =
      noClasses()
          .that()
          .resideInAPackage("dev.palisade.core..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("software.amazon..", "com.amazonaws..", "dev.palisade.platform..")
                  .or(resideInAnyPackage(DOMAINS))
                  .or(resideInAPackage("dev.palisade.cli..")))
          .because("the domain is judged without a cloud: it must run in a plain unit test");

  @ArchTest
  static final ArchRule platformKnowsNoDomain =
      noClasses()
          .that()
          .resideInAPackage("dev.palisade.platform..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(DOMAINS).or(resideInAPackage("dev.palisade.cli..")))
          .because("every function carries platform, and only its own domain");

  @ArchTest
  static final ArchRule domainsKnowEachOtherNot =
      slices()
          .matching("dev.palisade.(data|identity|network|models|compute|edge|detection)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true)
          .because("one function holds one domain's clients and rights");

  @ArchTest
  static final ArchRule domainsKnowNoPeopleSide =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAINS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.palisade.cli..", "dev.palisade.infra..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule functionsKnowNoDeployment =
      noClasses()
          .that()
          .resideInAPackage("dev.palisade..")
          .and()
          .resideOutsideOfPackage("dev.palisade.infra..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awscdk..", "software.constructs..")
          .because("infra reads the controls, never the other way round");

  /** A plan is pure, so nothing in core may ask for the time, the dice or the network by itself. */
  @ArchTest
  static final ArchRule coreAsksForNoClockOrChance =
      noClasses()
          .that()
          .resideInAPackage("dev.palisade.core..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .because("clock and chance are handed in, so that a test can hold them");

  @ArchTest
  static final ArchRule noLegacyTime =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Date")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Calendar")
          .because("java.time says zone and precision");

  @ArchTest static final ArchRule noJodaTime = NO_CLASSES_SHOULD_USE_JODATIME;

  @ArchTest
  static final ArchRule functionsLogAndNeverPrint =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.palisade.cli..")
          .should(ACCESS_STANDARD_STREAMS)
          .because("CloudWatch reads structured log lines");

  @ArchTest
  static final ArchRule noFieldInjection =
      noFields()
          .should()
          .beAnnotatedWith("javax.inject.Inject")
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject")
          .because("collaborators come in by constructor");

  @ArchTest
  static final ArchRule staticStateIsFinal =
      fields()
          .that()
          .areStatic()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .beFinal()
          .because(
              "an instance serves many events, and a snapshot freezes what static fields hold");

  @ArchTest
  static final ArchRule noDefaultHttpClients =
      classes()
          .that()
          .resideInAPackage("dev.palisade..")
          .should()
          .onlyDependOnClassesThat(
              are(
                  resideInAnyPackage(
                          "software.amazon.awssdk.http.nio..",
                          "software.amazon.awssdk.http.apache..")
                      .negate()))
          .because("the functions carry url-connection-client only");
}
