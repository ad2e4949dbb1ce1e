package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Json;
import io.penstock.features.online.RedisProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The online store of the example's project, by command lines as a user types them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnlineTest {

    @TempDir
    static Path temporary;

    private static ExampleProject project;

    @BeforeAll
    static void publishThreeDays() throws IOException {
        project = ExampleProject.copy(temporary.resolve("a project"), 4, "{}\n");
        project.run(Exit.OK, "ingest", "--from", "2013-01-01", "--to", "2013-01-03");
        project.run(Exit.OK, "features", "origin_congestion", "--from", "2013-01-01", "--to", "2013-01-03");
    }

    @Test
    @Order(1)
    void viewThatWasNeverMaterializedIsSaidToBeSo() {
        assertThat(said(Exit.USAGE, "online", "get", "origin_congestion", "origin=JFK"))
                .contains("there is no online store " + project.folder().resolve("online.db"));
    }

    @Test
    @Order(2)
    @SuppressWarnings("unchecked")
    void newestTickIsMaterializedOnce() {
        Map<String, Object> first = project.run(Exit.OK, "materialize", "origin_congestion", "--date", "2013-01-02");
        Map<String, Object> again = project.run(Exit.OK, "materialize", "origin_congestion", "--date", "2013-01-02");

        assertThat(first).containsEntry("verdict", "ok").containsEntry("job", "materialize");
        Map<String, Object> step = ((List<Map<String, Object>>) first.get("steps")).get(0);
        assertThat(step).containsEntry("table", "online/origin_congestion");
        assertThat((Map<String, Object>) step.get("rows")).containsEntry("written", 3);
        assertThat(again).containsEntry("verdict", "nothing_to_do");
    }

    @Test
    @Order(3)
    void keyIsReadWithItsTick() {
        assertThat(said(Exit.OK, "online", "get", "origin_congestion", "origin=JFK"))
                .contains("origin_congestion {origin=JFK}: found")
                .contains("departures_1h ")
                .contains("tick 2013-01-02T23:00:00Z of version ")
                .contains("the newest of the view");
        Map<String, Object> answer =
                Json.map(said(Exit.OK, "online", "get", "origin_congestion", "origin=JFK", "--output", "json"));
        assertThat(answer)
                .containsEntry("state", "found")
                .containsEntry("tick", "2013-01-02T23:00:00Z")
                .containsEntry("age_seconds", 0);
    }

    @Test
    @Order(4)
    void emptyAndStaleAreSaidInWords() {
        assertThat(said(Exit.OK, "online", "get", "origin_congestion", "origin=XXX"))
                .contains("empty: nothing of this key lies in the windows")
                .containsPattern("departures_1h +0");
        assertThat(said(Exit.OK, "online", "get", "origin_congestion", "origin=JFK", "--at", "2013-02-01T00:00:00Z"))
                .contains("stale: more than the ttl of 3h old, so its values are refused");
    }

    @Test
    @Order(5)
    void whatCannotBeAskedIsRefusedWithItsReason() {
        assertThat(said(Exit.USAGE, "online", "get", "origin_congestion", "orign=JFK"))
                .contains("origin_congestion is read by origin (string); asked for by orign");
        assertThat(said(Exit.USAGE, "online", "get", "origin_congestion", "JFK"))
                .contains("\"JFK\" is no key of origin_congestion; write it as origin=…");
        assertThat(said(Exit.USAGE, "online", "get", "origin_congestion", "origin=JFK", "origin=LGA"))
                .contains("the key origin of origin_congestion is given twice; ask for one");
        assertThat(said(Exit.USAGE, "online", "get", "carrier_recent", "carrier=UA"))
                .contains("carrier_recent was never materialized");
        assertThat(said(Exit.USAGE, "online", "get", "tail_departures", "tailnum=N1"))
                .contains("view tail_departures is exact")
                .contains("never online");
        assertThat(project.run(Exit.USAGE, "materialize", "tail_departures", "--date", "2013-01-02")
                        .get("reasons")
                        .toString())
                .contains("view tail_departures is exact");
        assertThat(said(Exit.USAGE, "online", "get", "origin_congestion", "origin=JFK", "--at", "noon"))
                .contains("'noon' is no instant; write it as 2013-01-31T10:00:00Z");
    }

    @Test
    @Order(6)
    void redisServesAsWellAndItsPasswordIsNowhere() throws Exception {
        try (RedisProcess redis = RedisProcess.start()) {
            String url = "redis://:" + RedisProcess.PASSWORD + "@127.0.0.1:" + redis.port() + "/0";
            store("online_store: {redis: \"" + url + "\"}");
            Map<String, Object> result =
                    project.run(Exit.OK, "materialize", "origin_congestion", "--date", "2013-01-03");
            assertThat(result).containsEntry("verdict", "ok");
            assertThat(said(Exit.OK, "online", "get", "origin_congestion", "origin=JFK"))
                    .contains(": found");

            store("online_store: {redis: \"" + url.replace(RedisProcess.PASSWORD, "wr0ng") + "\"}");
            Map<String, Object> refused =
                    project.run(Exit.USAGE, "materialize", "origin_congestion", "--date", "2013-01-03");
            assertThat(refused).containsEntry("verdict", "failed").containsEntry("retryable", false);
            assertThat(refused.toString())
                    .contains("refuses the user or password of online_store")
                    .doesNotContain("wr0ng");
            assertThat(result.toString()).doesNotContain(RedisProcess.PASSWORD);
        }
        Map<String, Object> down = project.run(Exit.FAULT, "materialize", "origin_congestion", "--date", "2013-01-03");
        assertThat(down).containsEntry("verdict", "failed").containsEntry("retryable", true);
        assertThat(down.get("reasons").toString())
                .contains("does not answer after 3 tries")
                .doesNotContain("wr0ng");
    }

    @Test
    @Order(7)
    void projectWithoutAnOnlineStoreIsToldHowToNameOne() throws IOException {
        store("");

        assertThat(project.run(Exit.USAGE, "materialize", "--date", "2013-01-03")
                        .get("reasons")
                        .toString())
                .contains("has no online store")
                .contains("online_store: {sqlite: online.db}");
    }

    private static void store(String line) throws IOException {
        Path settings = project.folder().resolve("penstock.yaml");
        List<String> lines = new ArrayList<>(Files.readAllLines(settings));
        lines.removeIf(there -> there.startsWith("online_store:"));
        lines.add(line);
        Files.write(settings, lines);
    }

    /** What a command prints, on both streams. */
    private static String said(Exit exit, String... command) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            assertThat(new Penstock().execute(project.line(command))).isEqualTo(exit);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
