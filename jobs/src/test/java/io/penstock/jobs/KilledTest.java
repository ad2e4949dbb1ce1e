package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.KillPoint;
import io.penstock.lake.ChildJvm;
import io.penstock.validation.SliceContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job killed anywhere and run again leaves the tables that one makes that nothing happened to. */
class KilledTest {

    private static final String DAY = "2013-01-09";
    private static final String TARGET =
            """
            models:
              arrival_late:
                spine: {from: 2013-01-02}
                split: {test: 1d, validation: 1d, gap: 12h}
                train: {rounds: 2, early_stopping: 2}
                promote: {margin: -1.0, held_above: 0.999}
            """;

    @TempDir
    static Path temporary;

    private static final Map<String, ExampleProject> BEFORE = new HashMap<>();
    private static final Map<String, Map<String, SliceContent>> UNDISTURBED = new HashMap<>();

    @BeforeAll
    static void runEachJobUndisturbed() throws Exception {
        ExampleProject project = ExampleProject.copy(temporary.resolve("undisturbed"), 9, TARGET);
        project.run(Exit.OK, "ingest", "--from", "2013-01-01", "--to", "2013-01-08");
        project.run(Exit.OK, "features", "--from", "2013-01-01", "--to", "2013-01-08");
        project.run(Exit.OK, "training-set", "--date", "2013-01-07");
        project.run(Exit.OK, "train", "--date", "2013-01-07");
        for (String job : new String[] {"ingest", "features", "score"}) {
            BEFORE.put(job, project.copyTo(temporary.resolve("before " + job)));
            project.run(Exit.OK, job, "--date", DAY);
            UNDISTURBED.put(job, project.products());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ingest, ingest:staged",
        "ingest, ingest:quarantined",
        "ingest, ingest:committed",
        "ingest, result",
        "features, features:staged",
        "features, features:gated",
        "features, features:committed",
        "features, result",
        "score, score:staged",
        "score, score:gated",
        "score, score:committed",
        "score, result"
    })
    void theSameCommandMendsWhatWasKilled(String job, String place) throws Exception {
        ExampleProject project = BEFORE.get(job).copyTo(temporary.resolve(job + " at " + place.replace(':', ' ')));
        Path output = temporary.resolve("killed.txt");

        Process killed = ChildJvm.start(
                Penstock.class, Map.of(KillPoint.PROPERTY, place), output, project.line(job, "--date", DAY));
        assertThat(ChildJvm.await(killed)).as(() -> text(output)).isEqualTo(137);
        assertThat(project.result()).doesNotExist();
        assertThat(new Penstock().execute(project.line(job, "--date", DAY))).isEqualTo(Exit.OK);

        assertThat(project.result()).exists();
        assertThat(project.products()).isEqualTo(UNDISTURBED.get(job));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
