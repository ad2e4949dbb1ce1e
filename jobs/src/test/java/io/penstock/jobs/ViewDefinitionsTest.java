package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.base.DefinitionError;
import io.penstock.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people write wrong in a feature view, its entity and its source, one mistake at a time. */
class ViewDefinitionsTest {
    private static final String DURATION =
            "a duration such as 90s, 10m, 36h, 30d, 2w or 1h30m, of at most a hundred years";

    @TempDir
    Path folder;

    @BeforeEach
    void makeProject() throws IOException {
        write("penstock.yaml", "project: small\nlake: lake\n");
        write(
                "feeds/rides.yaml",
                "feed: rides\nfiles: {path: rides.csv}\nkey: [trip]\n"
                        + "columns: {trip: string, rider: string, Zone: string, at: timestamp, fare: \"decimal(38,2)\"}\n");
        write(
                "sources/rides.yaml",
                "source: rides\nfeed: rides\ncolumns: [trip, rider, Zone, at, fare]\nevent_timestamp: at\n");
        write("entities/rider.yaml", "entity: rider\nkeys: {rider: string}\n");
    }

    @Test
    void unknownAggregatesAndTypesNameThoseThereAre() throws IOException {
        assertThat(problemsOf("f: {median: fare}"))
                .containsExactly("features/recent.yaml:6: f is no feature: it has the keys median, and none of count,"
                        + " count_distinct, approx_count_distinct, sum, mean, min, max, stddev, first, last, last_n,"
                        + " quantile, ratio; did you mean \"mean\"?");
        for (String type : List.of("varchar(10)", "decimal(39,2)")) {
            write(
                    "feeds/rides.yaml",
                    "feed: rides\nfiles: {path: rides.csv}\nkey: [trip]\ncolumns: {trip: string, rider: string, Zone:"
                            + " string, at: timestamp, fare: \"" + type + "\"}\n");
            assertThat(problemsOf("n: {count: \"*\"}"))
                    .containsExactly("feeds/rides.yaml:4: fare is \"" + type + "\", but must be a column type: string,"
                            + " boolean, int, bigint, float, double, decimal(p,s), date, timestamp");
        }
    }

    @Test
    void whatCannotBeAddedUpIsRefusedWithoutSpark() throws IOException {
        assertThat(problemsOf("s: {sum: fare}\n  m: {mean: rider}\n  d: {stddev: at}\n  ok: {sum: double(fare)}"))
                .containsExactly(
                        "features/recent.yaml:6: feature s adds up the values of fare, a decimal(38,2); it needs an int,"
                                + " bigint, float or double: cast it to one",
                        "features/recent.yaml:7: feature m adds up the values of rider, a string; it needs an int,"
                                + " bigint, float or double: cast it to one",
                        "features/recent.yaml:8: feature d adds up the values of at, a timestamp; it needs an int,"
                                + " bigint, float or double: cast it to one");
    }

    @Test
    void twoFeaturesOfOneNameAreRefusedAlsoWhereOnlyCaseTellsThemApart() throws IOException {
        assertThat(problemsOf("n: {count: \"*\", window: 1h}\n  n: {count: \"*\", window: 2h}"))
                .containsExactly(
                        "features/recent.yaml:7: key \"n\" stands here twice; the first is at features/recent.yaml:6");
        assertThat(problemsOf("n: {count: \"*\", window: 1h}\n  N: {count: \"*\", window: 2h}"))
                .containsExactly("features/recent.yaml:7: key \"N\" of features is \"N\", but must be a name of"
                        + " lower-case letters, digits and single underscores that begins with a letter");
        assertThat(problemsOf("n: {count: \"*\", window: [1h, 2h]}"))
                .containsExactly("features/recent.yaml:6: window is a list, but must be " + DURATION);
    }

    @Test
    void windowBeyondACenturyIsRefusedAndOneShorterThanTheRefreshIsAWarning() throws IOException {
        assertThat(problemsOf("n: {count: \"*\", window: 3000000d}"))
                .containsExactly("features/recent.yaml:6: window is \"3000000d\", but must be " + DURATION);
        assertThat(problemsOf("n: {count: \"*\", window: 45m}\n  hour: {count: \"*\", window: 1h}"))
                .isEmpty();
        assertThat(Project.read(folder, Optional.empty(), Map.of()).warnings())
                .map(Problem::toString)
                .containsExactly(
                        "features/recent.yaml:6: feature recent.n looks back 45m at a tick each 1h, so it never"
                                + " sees the rows of the 15m before; make its window longer, or refresh more often");
    }

    @Test
    void keysThatAreNoKeysAreRefused() throws IOException {
        assertThat(problemsOfKeys("{fare: float}"))
                .contains("entities/rider.yaml:2: key \"fare\" of entity rider is of type float, whose values are not"
                        + " safely equal; use another type");
        assertThat(problemsOfKeys("{Zone: string, zone: string}"))
                .containsExactly("entities/rider.yaml:2: key \"zone\" of entity rider differs from another only in"
                        + " case, and columns do not; rename one");
        assertThat(problemsOfKeys("{Event_Timestamp: timestamp}"))
                .containsExactly("features/recent.yaml:4: key \"Event_Timestamp\" of entity rider has the name of a"
                        + " column that every published table has, event_timestamp or date; rename the key, or remove"
                        + " refresh");
        write("entities/rider.yaml", "entity: rider\nkeys: {Zone: string}\n");
        assertThat(problemsOf("zone: {count: \"*\"}"))
                .containsExactly("features/recent.yaml:6: feature zone has the name of another column of the view's"
                        + " table: its entity's keys, event_timestamp or date; choose another");
    }

    private List<String> problemsOfKeys(String keys) throws IOException {
        write("entities/rider.yaml", "entity: rider\nkeys: " + keys + "\n");
        return problemsOf("n: {count: \"*\"}");
    }

    private List<String> problemsOf(String features) throws IOException {
        write(
                "features/recent.yaml",
                "feature_view: recent\nentity: rider\nsource: rides\nrefresh: 1h\nfeatures:\n  " + features + "\n");
        DefinitionError error =
                catchThrowableOfType(DefinitionError.class, () -> Project.read(folder, Optional.empty(), Map.of()));
        return error == null
                ? List.of()
                : error.problems().stream().map(Problem::toString).toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
