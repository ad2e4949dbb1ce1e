package io.penstock.jobs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The order of the modules, and which of them alone may use which library. */
class ModuleRulesTest {
    private static final List<String> PACKAGES = List.of(
            "io.penstock.base",
            "io.penstock.validation",
            "io.penstock.lake",
            "io.penstock.features",
            "io.penstock.training",
            "io.penstock.scoring",
            "io.penstock.jobs");

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(ModuleRulesTest::isMain).importPackages(PACKAGES);

    private static boolean isMain(Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }

    @Test
    void everyPackageIsSeenAndNoTestIs() {
        Set<String> seen = MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(seen).containsAll(PACKAGES);
        assertThat(MAIN.contain("io.penstock.validation.LocalSpark")).isFalse();
    }

    @Test
    void eachModuleKnowsOnlyWhatStandsToItsLeft() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("base")
                .definedBy("io.penstock.base..")
                .layer("validation")
                .definedBy("io.penstock.validation..")
                .layer("lake")
                .definedBy("io.penstock.lake..")
                .layer("features")
                .definedBy("io.penstock.features..")
                .layer("training")
                .definedBy("io.penstock.training..")
                .layer("scoring")
                .definedBy("io.penstock.scoring..")
                .layer("jobs")
                .definedBy("io.penstock.jobs..")
                .whereLayer("jobs")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("scoring")
                .mayOnlyBeAccessedByLayers("jobs")
                .whereLayer("training")
                .mayOnlyBeAccessedByLayers("scoring", "jobs")
                .whereLayer("features")
                .mayOnlyBeAccessedByLayers("training", "scoring", "jobs")
                .whereLayer("lake")
                .mayOnlyBeAccessedByLayers("features", "training", "scoring", "jobs")
                .whereLayer("validation")
                .mayOnlyBeAccessedByLayers("lake", "features", "training", "scoring", "jobs")
                .check(MAIN);
    }

    @TestFactory
    List<DynamicTest> onlyItsModuleImports() {
        return List.of(
                onlyIn("JSON", List.of("com.fasterxml.jackson.."), "io.penstock.base.."),
                onlyIn("YAML", List.of("org.snakeyaml.."), "io.penstock.base.."),
                onlyIn("Deequ", List.of("com.amazon.deequ.."), "io.penstock.validation.*.."),
                onlyIn("Delta", List.of("io.delta..", "org.apache.spark.sql.delta.."), "io.penstock.lake.."),
                onlyIn("Scala", List.of("scala.."), "io.penstock.validation.*..", "io.penstock.lake.."),
                onlyIn("the SQL grammar", List.of("org.antlr.."), "io.penstock.features.."),
                onlyIn(
                        "the online stores",
                        List.of("redis.clients..", "org.sqlite.."),
                        "io.penstock.features.online.."),
                onlyIn("XGBoost", List.of("ml.dmlc.."), "io.penstock.training.."),
                onlyIn("the command line", List.of("picocli.."), "io.penstock.jobs.."),
                onlyIn("templates", List.of("io.pebbletemplates.."), "io.penstock.jobs.."),
                onlyIn(
                        "Spark",
                        List.of("org.apache.spark.."),
                        PACKAGES.stream()
                                .filter(name -> !name.endsWith(".base"))
                                .map(name -> name + "..")
                                .toArray(String[]::new)));
    }

    private static DynamicTest onlyIn(String what, List<String> libraries, String... homes) {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries.toArray(String[]::new)));
        return DynamicTest.dynamicTest(what, () -> rule.check(MAIN));
    }

    @Test
    void deequAndScalaAreHiddenInOnePackageOfValidation() {
        Set<String> users = MAIN.stream()
                .filter(resideInAnyPackage("io.penstock.validation.."))
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> resideInAnyPackage("com.amazon.deequ..", "scala..")
                                .test(dependency.getTargetClass())))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());

        assertThat(users).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void onlySessionBuildsASparkSession() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.penstock.jobs.Session")
                .should()
                .callMethod(SparkSession.class, "builder")
                .check(MAIN);
    }

    @Test
    void noCodeEndsTheJvmButThePointsAtWhichTestsKillIt() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.penstock.base.KillPoint")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(MAIN);
    }
}
