package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.base.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DagsTest {
    private static final Project EXAMPLE =
            Project.read(Path.of("..", "examples", "flights").toAbsolutePath().normalize(), Optional.empty(), Map.of());

    private final JsonNode plan;

    DagsTest() throws Exception {
        plan = new ObjectMapper().readTree(Json.pretty(new Dags(EXAMPLE).fields()));
    }

    @Test
    void theExampleHasADailyRunAndATraining() {
        assertThat(plan.get("schema_version").asInt()).isEqualTo(1);
        assertThat(plan.get("project").asText()).isEqualTo("flights");
        assertThat(texts(plan.get("dags"), "dag_id")).containsExactly("flights_daily", "flights_train_arrival_late");
        assertThat(texts(plan.get("dags"), "starts")).containsOnly("2013-01-01");
    }

    /** New York's day ends at 5:00 UTC in winter, and its file is there a quarter of an hour later. */
    @Test
    void theDailyRunIsDueWhenTheLastBatchOfTheDayCanBeExpected() {
        assertThat(plan.at("/dags/0/schedule").asText()).isEqualTo("0 6 * * *");
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
