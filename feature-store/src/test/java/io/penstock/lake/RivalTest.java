package io.penstock.lake;

import static io.penstock.lake.Sandbox.LAYOUT;
import static io.penstock.lake.Sandbox.TABLE;
import static io.penstock.lake.Sandbox.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Fault;
import io.penstock.validation.Passes;
import io.penstock.validation.Validated;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two writers that build on the same version: what DeltaTransaction promises about who may commit. */
class RivalTest {

    @TempDir
    Path folder;

    Sandbox box;

    @BeforeEach
    void publishOneFilledAndOneEmptySlice() {
        box = Sandbox.in(folder);
        box.publish("r1", "p1", box.delays(Map.of("filled", 1.0)), "filled", "empty");
    }

    @Test
    void theSecondToReplaceASliceFailsAndMayTryAgain() {
        assertLoses(box.delays(Map.of("filled", 3.0)), "filled", box.delays(Map.of("filled", 2.0)), "filled", 2.0);
        box.publish("r4", "p1", box.delays(Map.of("filled", 3.0)), "filled");
        assertThat(box.texts(box.lake.at(TABLE))).containsExactly("AA 3.0 filled");
    }

    @Test
    void theSecondToFillAnEmptySliceFails() {
        assertLoses(box.delays(Map.of("empty", 3.0)), "empty", box.delays(Map.of("empty", 2.0)), "empty", 1.0, 2.0);
    }

    @Test
    void aSliceThatARivalEmptiedIsNotFilledAgain() {
        assertLoses(box.delays(Map.of("filled", 3.0)), "filled", box.delays(Map.of()), "filled");
    }

    @Test
    void newPinsForContentThatARivalReplacedFail() {
        assertLoses(box.delays(Map.of("filled", 1.0)), "filled", box.delays(Map.of("filled", 2.0)), "filled", 2.0);
    }

    @Test
    void newPinsForAnEmptySliceThatARivalFilledFail() {
        assertLoses(box.delays(Map.of()), "empty", box.delays(Map.of("empty", 2.0)), "empty", 1.0, 2.0);
    }

    @Test
    void rowsThatAnotherProgramAppendedToTheSliceMakeItFail() {
        try (Staged staged = box.stage(box.delays(Map.of("empty", 3.0)), "empty")) {
            Validated validated = Passes.all(staged);
            box.delays(Map.of("empty", 9.0))
                    .write()
                    .format("delta")
                    .mode("append")
                    .save(box.lake.path(TABLE));
            assertFails(validated);
        }
    }

    @Test
    void aRivalInAnotherSliceIsNoRival() {
        try (Staged mine = box.stage(box.delays(Map.of("filled", 3.0, "mine", 4.0)), "filled", "mine")) {
            Validated validated = Passes.all(mine);
            box.publish("rival", "p1", box.delays(Map.of("empty", 2.0)), "empty");

            Published published = box.lake.publish(validated, commit("r3", "p1", "filled", "mine"));

            assertThat(published.version().version()).isEqualTo(3);
            assertThat(box.texts(published.version())).containsExactly("AA 2.0 empty", "AA 3.0 filled", "AA 4.0 mine");
        }
    }

    @Test
    void theSecondToCreateATableFailsAndLeavesTheFirst() {
        Layout layout = new Layout("sources/arrivals", Sandbox.SCHEMA, Optional.of("batch"));
        try (Staged one = box.lake.stage(layout, box.delays(Map.of("d1", 1.0)), List.of("d1"));
                Staged two = box.lake.stage(layout, box.delays(Map.of("d2", 2.0)), List.of("d2"))) {
            Validated second = Passes.all(two);
            box.lake.publish(Passes.all(one), commit("r1", "p1"));
            assertThatThrownBy(() -> box.lake.publish(second, commit("r2", "p1")))
                    .isInstanceOf(Fault.class)
                    .hasMessage("sources/arrivals: another writer committed while these slices were built on no"
                            + " version: [d2]; nothing was published, run it again");
        }
        assertThat(box.texts(box.lake.at("sources/arrivals"))).containsExactly("AA 1.0 d1");
        assertThat(box.dataFiles("sources/arrivals")).hasSize(1);
    }

    @Test
    void aColumnIsNotAddedUnderneathARival() {
        Layout wider = new Layout(TABLE, LAYOUT.schema().add("origin", DataTypes.StringType), Optional.of("batch"));
        Dataset<Row> rows = box.delays(Map.of("other", 3.0)).selectExpr("*", "'JFK' as origin");
        try (Staged staged = box.lake.stage(wider, rows, List.of("other"))) {
            Validated validated = Passes.all(staged);
            Staged rival = box.lake.stage(
                    new Layout(TABLE, LAYOUT.schema().add("dest", DataTypes.StringType), Optional.of("batch")),
                    box.delays(Map.of("filled", 2.0)).selectExpr("*", "'LAX' as dest"),
                    List.of("filled"));
            box.lake.publish(Passes.all(rival), commit("rival", "p1"));
            assertFails(validated);
        }
    }

    private void assertLoses(Dataset<Row> mine, String slice, Dataset<Row> rival, String rivals, Double... left) {
        try (Staged staged = box.stage(mine, slice)) {
            Validated validated = Passes.all(staged);
            box.publish("rival", "p1", rival, rivals);
            List<String> files = box.dataFiles(TABLE);
            assertFails(validated);
            assertThat(box.dataFiles(TABLE)).as("the loser's files are deleted").hasSizeLessThanOrEqualTo(files.size());
        }
        assertThat(box.lake.read(box.lake.at(TABLE)).select("delay").collectAsList().stream()
                        .map(row -> row.getDouble(0)))
                .containsExactlyInAnyOrder(left);
        assertThat(box.lake.history(TABLE).get(0).run().orElseThrow().id().value())
                .isEqualTo("rival");
    }

    private void assertFails(Validated mine) {
        assertThatThrownBy(() -> box.lake.publish(mine, commit("loser", "p2")))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith(
                        "sources/departures: another writer committed while these slices were built on version 1: ")
                .hasMessageEndingWith("; nothing was published, run it again")
                .matches(fault -> ((Fault) fault).retryable(), "worth retrying");
    }
}
