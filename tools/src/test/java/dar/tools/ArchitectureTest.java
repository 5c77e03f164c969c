package dar.tools;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules of the house: who knows whom, and what stands in one place only. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dar");

  @Test
  void everyModuleIsLookedAt() {
    Set<String> modules =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .map(name -> Splitter.on('.').splitToList(name).get(1))
            .collect(Collectors.toSet());
    assertThat(modules)
        .containsExactlyInAnyOrder("ops", "graph", "training", "savedmodel", "tools");
  }

  @Test
  void modulesKnowOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("ops")
        .definedBy("dar.ops..")
        .layer("graph")
        .definedBy("dar.graph..")
        .layer("training")
        .definedBy("dar.training..")
        .layer("savedmodel")
        .definedBy("dar.savedmodel..")
        .layer("tools")
        .definedBy("dar.tools..")
        .whereLayer("ops")
        .mayNotAccessAnyLayer()
        .whereLayer("graph")
        .mayOnlyAccessLayers("ops")
        .whereLayer("training")
        .mayOnlyAccessLayers("graph", "ops")
        .whereLayer("savedmodel")
        .mayOnlyAccessLayers("graph", "ops")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dar.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void gradientsAreRegisteredInOps() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dar.ops..")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameStartingWith("TFJ_")
        .orShould()
        .callMethodWhere(JavaCall.Predicates.target(nameMatching("registerCustomGradient|TFJ_.*")))
        .check(CLASSES);
  }

  /** All others write where their caller says, so that tests can read it. */
  @Test
  void onlyTheProgramNamesTheStandardStreams() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dar.tools.Dar")
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }
}
