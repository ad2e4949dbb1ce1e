package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.KillPoint;
import io.penstock.lake.ChildJvm;
import io.penstock.validation.SliceContent;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
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

    /** A job's command line, the kinds of tables that it writes and where it is killed in every run of the tests. */
    private record Job(String line, Set<String> writes, Set<String> places) {
        String[] command() {
            return (line + DAY).split(" ");
        }
    }

    private static final Map<String, Job> JOBS = new LinkedHashMap<>();

    static {
        JOBS.put(
                "ingest",
                new Job(
                        "ingest flights --date ",
                        Set.of("sources", "quarantine"),
                        Set.of("ingest:staged", "ingest:committed")));
        JOBS.put(
                "features",
                new Job("features --date ", Set.of("features"), Set.of("features:staged", "features:committed")));
        JOBS.put("heal", new Job("features --date ", Set.of("features"), Set.of("features:staged")));
        JOBS.put(
                "backfill",
                new Job(
                        "backfill --from 2013-01-01 --chunk 4d --to ",
                        Set.of("features"),
                        Set.of("features:committed")));
        JOBS.put(
                "score",
                new Job("score --date ", Set.of("predictions"), Set.of("score:staged", "score:committed", "result")));
    }

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
        for (String job : List.of("ingest", "features", "score")) {
            BEFORE.put(job, project.copyTo(temporary.resolve("before " + job)));
            project.run(Exit.OK, JOBS.get(job).command());
            UNDISTURBED.put(job, project.contents(JOBS.get(job).writes()));
        }
        BEFORE.put("backfill", nothingDone("before backfill"));
        BEFORE.put("heal", correctedSince());
        UNDISTURBED.put("backfill", UNDISTURBED.get("features"));
        UNDISTURBED.put("heal", UNDISTURBED.get("features"));
    }

    private static ExampleProject nothingDone(String name) throws IOException {
        ExampleProject project = ExampleProject.copy(temporary.resolve(name), 9, "{}");
        keepOneView(project);
        return project;
    }

    /** The lake before the day's features, but that one batch was first sent without its last rows. */
    private static ExampleProject correctedSince() throws IOException {
        ExampleProject project = nothingDone("before heal");
        Path file = project.folder().resolve("data/flights/2013-01-07.csv.gz");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, firstRows(whole, 500));
        project.run(Exit.OK, "ingest", "flights", "--from", "2013-01-01", "--to", DAY);
        project.run(Exit.OK, "features", "--from", "2013-01-01", "--to", "2013-01-08");
        Files.write(file, whole);
        project.run(Exit.OK, "ingest", "flights", "--date", "2013-01-07");
        return project;
    }

    /** With {@code -Dkill=everywhere} all places, else those that differ most: each takes half a minute. */
    static Stream<Arguments> places() {
        boolean everywhere = "everywhere".equals(System.getProperty("kill"));
        return JOBS.keySet().stream()
                .flatMap(job -> (everywhere ? everywhere(job) : JOBS.get(job).places())
                        .stream().sorted().map(place -> Arguments.of(job, place)));
    }

    private static Set<String> everywhere(String job) {
        String step = JOBS.get(job).line().split(" ")[0].replace("backfill", "features");
        String gated = step.equals("ingest") ? "ingest:quarantined" : step + ":gated";
        return Set.of(step + ":staged", gated, step + ":committed", "result");
    }

    @ParameterizedTest
    @MethodSource("places")
    void theSameCommandMendsWhatWasKilled(String job, String place) throws Exception {
        ExampleProject project = BEFORE.get(job).copyTo(temporary.resolve(job + " at " + place.replace(':', ' ')));
        Path output = temporary.resolve("killed.txt");

        Process killed = ChildJvm.start(
                Penstock.class,
                Map.of(KillPoint.PROPERTY, place),
                output,
                project.line(JOBS.get(job).command()));
        assertThat(ChildJvm.await(killed)).as(() -> text(output)).isEqualTo(137);
        assertThat(project.result()).doesNotExist();
        assertThat(new Penstock().execute(project.line(JOBS.get(job).command())))
                .isEqualTo(Exit.OK);

        assertThat(project.result()).exists();
        assertThat(project.contents(JOBS.get(job).writes())).isNotEmpty().isEqualTo(UNDISTURBED.get(job));
    }

    private static byte[] firstRows(byte[] gzipped, int rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(new ByteArrayInputStream(gzipped)), StandardCharsets.UTF_8));
                OutputStream out = new GZIPOutputStream(bytes)) {
            for (String line : lines.lines().limit(rows + 1).toList()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
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
