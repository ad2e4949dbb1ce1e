package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.KillPoint;
import io.penstock.lake.ChildJvm;
import io.penstock.validation.SliceContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A job killed anywhere and run again leaves the tables that one makes that nothing happened to. */
class KilledTest {

    private static final String DAY = "2013-01-09";
    private static final String MODEL =
            """
            model: late
            spine: {source: schedule, lead: 2h, from: 2013-01-02, columns: [distance, hour]}
            label: {source: arrivals, value: "arr_delay > 15", matures_after: 48h, missing: drop}
            features: ["origin_congestion:*"]
            encode: {ordinal: [], unseen: other}
            split: {test: 1d, validation: 1d, gap: 12h}
            train: {xgboost: {objective: "binary:logistic"}, rounds: 2, early_stopping: 2, device: cpu, workers: 1, seed: 7}
            decide: {threshold: 0.5}
            promote: {metric: auc, margin: 0.0, first: any, held_above: 0.999, approvals: 0}
            """;

    /** The jobs in the order in which they need each other, and the kinds of tables that each writes. */
    private static final Map<String, Set<String>> WRITES = new LinkedHashMap<>();

    static {
        WRITES.put("ingest flights", Set.of("sources", "quarantine"));
        WRITES.put("features", Set.of("features"));
        WRITES.put("score", Set.of("predictions"));
    }

    private static final List<String> PLACES = List.of("staged", "gated", "committed", "result");

    @TempDir
    static Path temporary;

    private static final Map<String, ExampleProject> BEFORE = new HashMap<>();
    private static final Map<String, Map<String, SliceContent>> UNDISTURBED = new HashMap<>();

    @BeforeAll
    static void runEachJobUndisturbed() throws Exception {
        ExampleProject project = ExampleProject.copy(temporary.resolve("undisturbed"), 9, "{}");
        keepOneView(project);
        project.run(Exit.OK, "ingest", "flights", "--from", "2013-01-01", "--to", "2013-01-08");
        project.run(Exit.OK, "features", "--from", "2013-01-01", "--to", "2013-01-08");
        project.run(Exit.OK, "training-set", "--date", "2013-01-07");
        project.run(Exit.OK, "train", "--date", "2013-01-07");
        for (String job : WRITES.keySet()) {
            BEFORE.put(job, project.copyTo(temporary.resolve("before " + job)));
            project.run(Exit.OK, command(job));
            UNDISTURBED.put(job, project.contents(WRITES.get(job)));
        }
    }

    /** With {@code -Dkill=everywhere} all places, else those that differ most: each takes half a minute. */
    static Stream<Arguments> places() {
        boolean everywhere = "everywhere".equals(System.getProperty("kill"));
        return WRITES.keySet().stream().flatMap(job -> PLACES.stream()
                .filter(place -> everywhere || !place.equals("gated"))
                .filter(place -> everywhere || !place.equals("result") || job.equals("score"))
                .map(place -> Arguments.of(job, point(job, place))));
    }

    private static String point(String job, String place) {
        return switch (place) {
            case "result" -> place;
            case "gated" -> job.startsWith("ingest") ? "ingest:quarantined" : job + ":gated";
            default -> job.split(" ")[0] + ":" + place;
        };
    }

    @ParameterizedTest
    @MethodSource("places")
    void theSameCommandMendsWhatWasKilled(String job, String place) throws Exception {
        ExampleProject project = BEFORE.get(job).copyTo(temporary.resolve(job + " at " + place.replace(':', ' ')));
        Path output = temporary.resolve("killed.txt");

        Process killed =
                ChildJvm.start(Penstock.class, Map.of(KillPoint.PROPERTY, place), output, project.line(command(job)));
        assertThat(ChildJvm.await(killed)).as(() -> text(output)).isEqualTo(137);
        assertThat(project.result()).doesNotExist();
        assertThat(new Penstock().execute(project.line(command(job)))).isEqualTo(Exit.OK);

        assertThat(project.result()).exists();
        assertThat(project.contents(WRITES.get(job))).isNotEmpty().isEqualTo(UNDISTURBED.get(job));
    }

    private static String[] command(String job) {
        return (job + " --date " + DAY).split(" ");
    }

    static void keepOneView(ExampleProject project) throws IOException {
        try (Stream<Path> views = Files.list(project.folder().resolve("features"))) {
            for (Path view : views.toList()) {
                if (!view.endsWith("origin_congestion.yaml")) {
                    Files.delete(view);
                }
            }
        }
        Files.delete(project.folder().resolve("models/arrival_late.yaml"));
        Files.writeString(project.folder().resolve("models/late.yaml"), MODEL);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
