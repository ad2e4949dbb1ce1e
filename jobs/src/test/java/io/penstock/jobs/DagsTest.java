package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.base.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DagsTest {
    private static final Project EXAMPLE =
            Project.read(Path.of("..", "examples", "flights").toAbsolutePath().normalize(), Optional.empty(), Map.of());

    private final JsonNode plan;

    @TempDir
    Path temporary;

    DagsTest() throws Exception {
        plan = new ObjectMapper().readTree(Json.pretty(new Dags(EXAMPLE).fields()));
    }

    @Test
    void theExampleHasADailyRunATrainingAndMaintenance() {
        assertThat(plan.get("schema_version").asInt()).isEqualTo(1);
        assertThat(plan.get("project").asText()).isEqualTo("flights");
        assertThat(texts(plan.get("dags"), "dag_id"))
                .containsExactly("flights_daily", "flights_train_arrival_late", "flights_maintenance");
        assertThat(texts(plan.get("dags"), "starts")).containsOnly("2013-01-01");
    }

    /** New York's day ends at 5:00 UTC in winter, and its file is there a quarter of an hour later. */
    @Test
    void theDailyRunIsDueWhenTheLastBatchOfTheDayCanBeExpected() {
        assertThat(plan.at("/dags/0/schedule").asText()).isEqualTo("0 6 * * *");
        assertThat(plan.at("/dags/0/lag_days").asInt()).isEqualTo(1);
    }

    @Test
    void aBatchThatComesDaysLaterMovesTheDayThatARunWorksOn() throws Exception {
        assertThat(scheduled("18h")).containsExactly("0 23 * * * 1", "0 8 * * 1 2", "0 4 * * 0 1");
        assertThat(scheduled("1110m")).containsExactly("0 0 * * * 2", "0 8 * * 1 2", "0 4 * * 0 1");
        assertThat(scheduled("2d")).containsExactly("0 5 * * * 3", "0 8 * * 1 3", "0 4 * * 0 1");
    }

    /** Schedule and lag of each DAG when New York's flights are there so long after their day. */
    private List<String> scheduled(String after) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve(after));
        ExampleProject.copy(folder, 0, "");
        Path feed = folder.resolve("feeds/flights.yaml");
        String text = Files.readString(feed);
        assertThat(text).contains("available_after: 15m");
        Files.writeString(feed, text.replace("available_after: 15m", "available_after: " + after));
        JsonNode late = new ObjectMapper()
                .readTree(Json.pretty(new Dags(Project.read(folder, Optional.empty(), Map.of())).fields()));
        List<String> found = new ArrayList<>();
        late.get("dags")
                .forEach(dag -> found.add(
                        dag.get("schedule").asText() + " " + dag.get("lag_days").asInt()));
        return found;
    }

    @Test
    void onlyTheReportIsAlsoMadeAfterAFailure() {
        List<String> always = new ArrayList<>();
        for (JsonNode dag : plan.get("dags")) {
            for (JsonNode task : dag.get("tasks")) {
                if (task.get("always").asBoolean()) {
                    always.add(task.get("group").asText());
                }
            }
        }
        assertThat(always).containsExactly("report");
    }

    @Test
    void everyTaskComesAfterThoseItNeedsAndHasAnIdOfItsOwn() {
        for (JsonNode dag : plan.get("dags")) {
            List<String> before = new ArrayList<>();
            for (JsonNode task : dag.get("tasks")) {
                String id =
                        task.get("group").asText() + "." + task.get("task_id").asText();
                assertThat(before).as(id).doesNotContain(id);
                for (JsonNode needed : task.get("needs")) {
                    assertThat(before).as(id).contains(needed.asText());
                }
                before.add(id);
            }
        }
    }

    @Test
    void aViewNeedsItsFeedAndAModelWhatItReadsAnExactViewsSourceToo() {
        assertThat(needs("features.origin_congestion")).containsExactly("ingest.flights");
        assertThat(needs("materialize.origin_congestion")).containsExactly("features.origin_congestion");
        assertThat(needs("score.arrival_late"))
                .contains("ingest.flights", "ingest.planes", "features.origin_congestion")
                .doesNotContain("features.tail_departures", "features.plane");
        assertThat(needs("monitor.all")).contains("score.arrival_late", "materialize.tail_last");
        assertThat(needs("report.site")).containsExactly("monitor.all");
    }

    @Test
    void taskSaysItsCommandLineAndWhatItPublishes() {
        JsonNode task = task("ingest.flights");
        assertThat(values(task.get("arguments"))).containsExactly("ingest", "flights", "--date", "{date}");
        assertThat(values(task.get("produces")))
                .containsExactlyInAnyOrder("sources/arrivals", "sources/departures", "sources/schedule");
    }

    @Test
    void trainingIsStartedByWhatTheMonitorMayAskFor() {
        assertThat(values(task("monitor.all").get("asks"))).containsExactly("retrain/arrival_late");
        assertThat(values(plan.at("/dags/1/on"))).containsExactly("retrain/arrival_late");
        assertThat(values(plan.at("/dags/0/on"))).isEmpty();
    }

    private List<String> needs(String id) {
        return values(task(id).get("needs"));
    }

    private JsonNode task(String id) {
        for (JsonNode task : plan.at("/dags/0/tasks")) {
            if (id.equals(task.get("group").asText() + "." + task.get("task_id").asText())) {
                return task;
            }
        }
        throw new AssertionError("no task " + id);
    }

    private static List<String> texts(JsonNode all, String field) {
        List<String> texts = new ArrayList<>();
        all.forEach(each -> texts.add(each.get(field).asText()));
        return texts;
    }

    private static List<String> values(JsonNode all) {
        List<String> values = new ArrayList<>();
        all.forEach(each -> values.add(each.asText()));
        return values;
    }
}
