package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster of real processes, of which one is killed: what can be computed again is, what cannot says so. */
class ClusterTest {
    private static final String DAY = "2013-01-07";
    private static final String[] FEATURES = {"features", "--from", "2013-01-01", "--to", DAY};

    @TempDir
    static Path temporary;

    private static ExampleProject before;
    private static ExampleProject local;

    @BeforeAll
    static void buildWhatTheJobsNeed() throws Exception {
        before = ExampleProject.copy(temporary.resolve("before"), 7, "{}");
        KilledTest.keepOneView(before);
        before.run(Exit.OK, "ingest", "flights", "--from", "2013-01-01", "--to", DAY);
        local = before.copyTo(temporary.resolve("local"));
        local.run(Exit.OK, FEATURES);
        local.run(Exit.OK, "training-set", "--date", DAY);
    }

    @Test
    void aWorkerThatIsKilledAfterItMappedChangesNoValue() throws Exception {
        ExampleProject project = before.copyTo(temporary.resolve("features"));
        Path told = temporary.resolve("features.told");

        try (SparkCluster cluster = SparkCluster.start(temporary.resolve("cluster"), 2)) {
            int exit = cluster.submit("features", killing("shuffle", told), project.line(FEATURES));

            assertThat(exit).as(cluster.output("features")).isZero();
        }
        assertThat(told).content().as("map output was lost and made again").isNotEqualTo("0 stages again");
        assertThat(project.contents(Set.of("features"))).isNotEmpty().isEqualTo(local.contents(Set.of("features")));
    }

    @Test
    void aTrainingThatLosesAWorkerForGoodEndsAndNamesIt() throws Exception {
        ExampleProject project = local.copyTo(temporary.resolve("training"));
        Path model = project.folder().resolve("models/late.yaml");
        Files.writeString(model, Files.readString(model).replace("workers: 1", "workers: 2"));

        try (SparkCluster cluster = SparkCluster.start(temporary.resolve("small cluster"), 2)) {
            int exit = cluster.submit(
                    "train", killing("barrier", temporary.resolve("train.told")), project.line("train", "--date", DAY));

            assertThat(exit).as(cluster.output("train")).isEqualTo(Exit.FAULT.code());
            assertThat(cluster.output("train"))
                    .containsPattern(
                            "penstock: lost executor \\d+ \\(.*\\) while training model late, and no other came"
                                    + " within 15 seconds: its 2 workers must run at once, and 1 slot is left\\.")
                    .contains("Nothing was registered. Start workers of the cluster anew");
        }
        assertThat(project.lake().tables()).noneMatch(table -> table.startsWith("models/"));
    }

    private static Map<String, String> killing(String when, Path told) {
        Map<String, String> settings = new HashMap<>();
        settings.put("spark.extraListeners", WorkerKiller.class.getName());
        settings.put("spark.test.kill", when);
        settings.put("spark.test.told", told.toString());
        return settings;
    }
}
