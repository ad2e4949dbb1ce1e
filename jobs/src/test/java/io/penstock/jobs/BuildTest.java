package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** What the build files repeat of the libraries is still true. */
class BuildTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theModulesOpenedToSparkAreThoseThatSparkNames() throws IOException {
        Matcher property = Pattern.compile("<spark.java.options>(.*)</spark.java.options>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));

        assertThat(property.find()).isTrue();
        assertThat(property.group(1).split(" "))
                .containsExactlyInAnyOrder(
                        JavaModuleOptions.defaultModuleOptions().split(" "));
    }

    @Test
    void everyVersionOfThePomStandsInTheListOfDependencies() throws IOException {
        String list = Files.readString(ROOT.resolve("docs/dependencies.md"));
        Matcher versions =
                Pattern.compile("<([a-z-]+)\\.version>([^<]+)</").matcher(Files.readString(ROOT.resolve("pom.xml")));

        while (versions.find()) {
            assertThat(list).as(versions.group(1)).contains(versions.group(2));
        }
    }
}
