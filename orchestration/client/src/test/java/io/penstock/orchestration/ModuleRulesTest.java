package io.penstock.orchestration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** This module stands apart: it knows the API, the command line and JSON. */
class ModuleRulesTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.penstock");

    @Test
    void onlyThisModuleAndItsLibrariesAreKnown() {
        assertThat(MAIN.contain(AirflowCommands.class.getName())).isTrue();
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.penstock.orchestration..",
                        "com.fasterxml.jackson..",
                        "jakarta.annotation..",
                        "picocli..")
                .check(MAIN);
    }

    @Test
    void theGeneratedClientKnowsNothingOfTheCommands() {
        noClasses()
                .that()
                .resideInAPackage("io.penstock.orchestration.airflow..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.penstock.orchestration")
                .check(MAIN);
    }

    @Test
    void sparkAndScalaAreNotOnTheClassPath() {
        for (String name : new String[] {"org.apache.spark.SparkContext", "scala.Option", "io.penstock.base.Json"}) {
            assertThatThrownBy(() -> Class.forName(name))
                    .isInstanceOf(ClassNotFoundException.class)
                    .hasMessage(name);
        }
    }
}
