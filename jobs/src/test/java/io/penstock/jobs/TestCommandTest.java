package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
    @TempDir
    Path folder;

    private ExampleProject project;

    @BeforeEach
    void copyTheExample() throws Exception {
        project = ExampleProject.copy(folder.resolve("project"), 1, "{}");
    }

    @Test
    void examplesOfTheExampleHoldWithoutALake() {
        assertThat(printed(Exit.OK, "test")).contains("origin_congestion ok", ", 0 failed;");
        assertThat(project.folder().resolve("lake")).doesNotExist();
    }

    @Test
    void whatAFeatureIsInsteadIsSaid() throws Exception {
        change("arr_delay: 32.0, arrivals_24h: 1,", "arr_delay: null, arrivals_24h: 2,");

        assertThat(printed(Exit.USAGE, "test", "tail_last"))
                .contains("tail_last.yaml:14: tail_last FAILED")
                .contains("    arr_delay: expected null, found 32.0, where {tailnum=N328AA, at=2013-01-01T18:00:00Z}")
                .contains("    arrivals_24h: expected 2, found 1, where")
                .endsWith("1 test of 1 view, 1 failed; 0 views have none\n");
    }

    @Test
    void rowsWithoutTheKeyOfTheSourceAreDifferentRows() throws Exception {
        change(
                "event_timestamp: \"2013-01-02T01:40:00Z\", arr_delay: -8",
                "event_timestamp: \"2013-01-01T17:12:00Z\", arr_delay: -8");
        change(
                "at: \"2013-01-01T18:00:00Z\", arr_delay: 32.0, arrivals_24h: 1, late_arrivals_24h: 1",
                "at: \"2013-01-01T18:00:00Z\", arr_delay: -8.0, arrivals_24h: 2, late_arrivals_24h: 1");
        change("\n      - {tailnum: N328AA, at: \"2013-01-02T02:00:00Z\".*", "");

        assertThat(printed(Exit.OK, "test", "tail_last")).contains("tail_last ok");
    }

    @Test
    void aValueThatIsNoneOfItsColumnIsRefused() throws Exception {
        change("arr_delay: -8}", "arr_delay: soon}");
        assertThat(refused("test", "tail_last"))
                .contains(
                        "the given rows of the test at ",
                        "tail_last.yaml:14 do not have the types of their columns: ",
                        "soon");
    }

    @Test
    void aListIsExpectedAsAList() throws Exception {
        Files.writeString(
                project.folder().resolve("features/newest.yaml"),
                """
                feature_view: newest
                entity: carrier
                source: departures
                features:
                  delays: {last_n: dep_delay, n: 3, window: 3h}
                tests:
                  - given:
                      - {carrier: AA, event_timestamp: "2013-01-01T10:00:00Z", dep_delay: 5}
                      - {carrier: AA, event_timestamp: "2013-01-01T11:00:00Z", dep_delay: null}
                      - {carrier: AA, event_timestamp: "2013-01-01T12:00:00Z", dep_delay: -1.5}
                    expect:
                      - {carrier: AA, at: "2013-01-01T12:30:00Z", delays: [-1.5, null, 5]}
                      - {carrier: AA, at: "2013-01-01T15:30:00Z", delays: null}
                      - {carrier: AA, at: "2013-01-01T13:30:00Z", delays: [-1.5]}
                """);

        assertThat(printed(Exit.USAGE, "test", "newest"))
                .contains(
                        "    delays: expected [-1.5], found [-1.5, null], where {carrier=AA, at=2013-01-01T13:30:00Z}")
                .containsOnlyOnce("expected [");
    }

    @Test
    void rowsThatCannotCountOrHaveNoZoneAreRefused() throws Exception {
        change("{tailnum: N328AA, at: \"2013-01-02T02:00:00Z\"", "{tailnum: N328AA, at: \"2013-01-02\"");
        change("event_timestamp: \"2013-01-02T01:40:00Z\", ", "");

        assertThat(refused("test", "tail_last"))
                .contains(
                        "tail_last.yaml:14: a given row of the test lacks \"event_timestamp\"; a row that never happened counts"
                                + " nowhere",
                        "tail_last.yaml:14: at of an expected row of the test is \"2013-01-02\", but must be an instant with its"
                                + " zone, such as 2013-01-31T10:00:00Z");
    }

    private void change(String from, String to) throws Exception {
        Path view = project.folder().resolve("features/tail_last.yaml");
        String before = Files.readString(view);
        String after =
                from.endsWith(".*") ? before.replaceFirst(from.replace("{", "\\{"), to) : before.replace(from, to);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(view, after);
    }

    /** What is said of a mistake. */
    private String refused(String... command) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            printed(Exit.USAGE, command);
        } finally {
            System.setErr(before);
        }
        return told.toString(StandardCharsets.UTF_8);
    }

    private String printed(Exit expected, String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(new Penstock().execute(project.line(command))).isEqualTo(expected);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
