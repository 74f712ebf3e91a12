package org.skerry.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.logging.Logger;
import org.skerry.learning.Algorithm;

/// The directions that hold between modules and packages, and what no class may do.
@AnalyzeClasses(packages = "org.skerry", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule learningKnowsNothingElse =
      noClasses()
          .that()
          .resideInAPackage("org.skerry.learning..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.skerry.optimization..",
              "org.skerry.energy..",
              "org.skerry.studies..",
              "org.skerry.cli..");

  @ArchTest
  static final ArchRule optimizationKnowsNothingElse =
      noClasses()
          .that()
          .resideInAPackage("org.skerry.optimization..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.skerry.learning..",
              "org.skerry.energy..",
              "org.skerry.studies..",
              "org.skerry.cli..");

  @ArchTest
  static final ArchRule energyKnowsOfLearningOnlyItsRootPackage =
      noClasses()
          .that()
          .resideInAPackage("org.skerry.energy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.skerry.learning.*..", "org.skerry.studies..", "org.skerry.cli..");

  @ArchTest
  static final ArchRule studiesDoNotKnowTheCommandLine =
      noClasses()
          .that()
          .resideInAPackage("org.skerry.studies..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.skerry.cli..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.skerry.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule devicesAndNetworksComeBeforeScenariosAndGames =
      noClasses()
          .that()
          .resideInAnyPackage("org.skerry.energy.device", "org.skerry.energy.grid")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.skerry.energy.scenario..",
              "org.skerry.energy.game..",
              "org.skerry.energy.dispatch..");

  @ArchTest
  static final ArchRule algorithmsAreRecords =
      classes()
          .that()
          .implement(Algorithm.class)
          .should()
          .beAssignableTo(Record.class)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.skerry.cli..", "org.skerry.benchmarks..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Logger.class);

  @ArchTest
  static final ArchRule nobodyAsksForTheTimeOfDay =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Processor|Impl|Base|Data|Info)");
}
