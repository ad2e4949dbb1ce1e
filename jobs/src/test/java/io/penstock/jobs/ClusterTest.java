package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster of real processes, of which one after another is killed: what can be computed again is, what cannot says so. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {
    private static final String DAY = "2013-01-07";
    private static final String[] FEATURES = {"features", "--from", "2013-01-01", "--to", DAY};
    private static final String[] TRAIN = {"train", "--date", DAY};

    @TempDir
    static Path temporary;

    private static ExampleProject before;
    private static ExampleProject untrained;
    private static ExampleProject local;
    private static SparkCluster cluster;

    @BeforeAll
    static void buildWhatTheJobsNeed() throws Exception {
        before = ExampleProject.copy(temporary.resolve("before"), 7, "{}");
        KilledTest.keepOneView(before);
        Path model = before.folder().resolve("models/late.yaml");
        Files.writeString(model, Files.readString(model).replace("workers: 1", "workers: 2"));
        before.run(Exit.OK, "ingest", "flights", "--from", "2013-01-01", "--to", DAY);
        local = before.copyTo(temporary.resolve("local"));
        local.run(Exit.OK, FEATURES);
        local.run(Exit.OK, "training-set", "--date", DAY);
        untrained = local.copyTo(temporary.resolve("untrained"));
        local.run(Exit.OK, TRAIN);
        cluster = SparkCluster.start(temporary.resolve("cluster"), 4);
    }

    @AfterAll
    static void endTheCluster() {
        cluster.close();
    }

    @Test
    @Order(1)
    void aWorkerThatIsKilledAfterItMappedChangesNoValue() throws Exception {
        ExampleProject project = before.copyTo(temporary.resolve("features"));
        Path told = temporary.resolve("features.told");

        int exit = cluster.submit("features", killing("shuffle", told), project.line(FEATURES));

        assertThat(exit).as(cluster.output("features")).isZero();
        assertThat(told).content().as("map output was lost and made again").isNotEqualTo("0 stages again");
        assertThat(project.contents(Set.of("features"))).isNotEmpty().isEqualTo(local.contents(Set.of("features")));
    }

    @Test
    @Order(2)
    void aTrainingWithASpareSlotThatLosesAWorkerMakesTheSameModel() throws Exception {
        ExampleProject project = untrained.copyTo(temporary.resolve("spare"));
        Path told = temporary.resolve("spare.told");

        int exit = cluster.submit("spare", killing("barrier", told), project.line(TRAIN));

        assertThat(exit).as(cluster.output("spare")).isZero();
        assertThat(told).as("a worker was killed").exists();
        assertThat(models(project)).hasSize(1).isEqualTo(models(local));
    }

    @Test
    @Order(3)
    void aTrainingThatLosesAWorkerForGoodEndsAndNamesIt() throws Exception {
        ExampleProject project = untrained.copyTo(temporary.resolve("training"));

        int exit = cluster.submit("train", killing("barrier", temporary.resolve("train.told")), project.line(TRAIN));

        assertThat(exit).as(cluster.output("train")).isEqualTo(Exit.FAULT.code());
        assertThat(cluster.output("train"))
                .containsPattern("penstock: lost executor \\d+ \\(.*\\) while training model late, and no other came"
                        + " within 15 seconds: its 2 workers must run at once, and 1 slot is left\\.")
                .contains("Nothing was registered. Start workers of the cluster anew");
        assertThat(models(project)).isEmpty();
    }

    @Test
    @Order(4)
    void aTrainingOfMoreWorkersThanSlotsIsRefused() throws Exception {
        ExampleProject project = untrained.copyTo(temporary.resolve("too few"));

        int exit = cluster.submit("slots", Map.of(), project.line(TRAIN));

        assertThat(exit).as(cluster.output("slots")).isEqualTo(Exit.USAGE.code());
        assertThat(cluster.output("slots"))
                .contains("penstock: train.workers of model late is 2, but this session runs 1 tasks at a time and all"
                        + " workers must run at once: set workers to at most 1, or start more workers of the cluster");
        assertThat(models(project)).isEmpty();
    }

    @Test
    @Order(5)
    void aJobThatNoWorkerCanServeEndsAndSaysWhatItAskedFor() throws Exception {
        ExampleProject project = before.copyTo(temporary.resolve("greedy"));
        Map<String, String> greedy = Map.of("spark.executor.memory", "900g", ClusterWatch.SETTING, "2s");

        int exit = cluster.submit("greedy", greedy, project.line(FEATURES));

        assertThat(exit).as(cluster.output("greedy")).isEqualTo(Exit.FAULT.code());
        assertThat(cluster.output("greedy"))
                .containsPattern(
                        "penstock: no executor in 2 seconds: the cluster spark://\\S+ has no worker with 1 free"
                                + " cores and 900g of free memory\\. Start workers");
    }

    /** The names of the models' folders, which are digests of all that is in them. */
    private static List<String> models(ExampleProject project) throws IOException {
        Path folder = project.folder().resolve("lake/models/late");
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> models = Files.list(folder)) {
            return models.map(model -> model.getFileName().toString())
                    .filter(name -> name.length() == 64)
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> killing(String when, Path told) {
        Map<String, String> settings = new HashMap<>();
        settings.put("spark.extraListeners", WorkerKiller.class.getName());
        settings.put("spark.test.kill", when);
        settings.put("spark.test.told", told.toString());
        return settings;
    }
}
