package io.penstock.lake;

import static io.penstock.lake.Sandbox.LAYOUT;
import static io.penstock.lake.Sandbox.TABLE;
import static io.penstock.lake.Sandbox.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.validation.LocalSpark;
import io.penstock.validation.Passes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {

    @TempDir
    Path folder;

    Sandbox box;
    Lake lake;

    @BeforeEach
    void open() {
        box = Sandbox.in(folder);
        lake = box.lake;
    }

    @Test
    void aTextNamesAVersionOrTheNewest() {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1");
        box.publish("r2", "p1", box.delays(Map.of("d1", 2.0)), "d1");

        assertThat(lake.at(TABLE)).isEqualTo(new TableVersion(TABLE, 2));
        assertThat(lake.at(TABLE + "@1")).isEqualTo(new TableVersion(TABLE, 1));
        assertThat(box.texts(lake.at(TABLE + "@1"))).containsExactly("AA 1.0 d1");
        assertThat(lake.tables()).containsExactly(TABLE);
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIs() {
        assertThatThrownBy(() -> lake.at(TABLE))
                .isInstanceOf(UserError.class)
                .hasMessage("the lake at file:" + folder + " has no table sources/departures; it has no tables yet");
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1");

        assertThatThrownBy(() -> lake.read(new TableVersion("sources/departure", 0)))
                .isInstanceOf(UserError.class)
                .hasMessage("the lake at file:" + folder
                        + " has no table sources/departure; did you mean sources/departures?");
        assertThatThrownBy(() -> lake.at(TABLE + "@7"))
                .isInstanceOf(UserError.class)
                .hasMessage("sources/departures@7 was never written; sources/departures has the versions 0 to 1");
        assertThatThrownBy(() -> lake.latest("../elsewhere"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("no table can be named '../elsewhere'; a table is one of sources/, ");
        assertThat(lake.history(TABLE)).hasSize(2);
        assertThat(lake.history("sources/arrivals")).isEmpty();
    }

    @Test
    void aVersionWhoseFileWasDeletedIsRefusedByTheNameOfTheFile() throws IOException {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1");
        String old = box.dataFiles(TABLE).get(0);
        box.publish("r2", "p1", box.delays(Map.of("d1", 2.0)), "d1");
        Files.delete(folder.resolve(TABLE).resolve(old));

        assertThatThrownBy(() -> lake.read(new TableVersion(TABLE, 1)))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "sources/departures@1 cannot be read any more: a vacuum removed its files, or someone did by hand ("
                                + folder.resolve(TABLE).resolve(old)
                                + " is missing); read @2, which `penstock history sources/departures` tells of, or build its slices again");
        assertThat(box.texts(lake.at(TABLE))).containsExactly("AA 2.0 d1");
    }

    @Test
    void whereNoVersionHasItsFilesThatIsSaid() throws IOException {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1");
        Files.delete(folder.resolve(TABLE).resolve(box.dataFiles(TABLE).get(0)));

        assertThatThrownBy(() -> lake.read(new TableVersion(TABLE, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith(
                        " is missing); none of its versions from @0 on can be read; build its slices again");
    }

    @Test
    void commitsOfOthersAndCheckpointsHideNothing() throws IOException {
        box.publish("r0", "p0", box.delays(Map.of("d1", 1.0)), "d1");
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1", "d2");
        DeltaLog.forTable(box.spark, lake.path(TABLE)).checkpoint();
        for (double delay : new double[] {3, 4}) {
            box.delays(Map.of("d3", delay))
                    .repartition(1)
                    .write()
                    .format("delta")
                    .mode("append")
                    .save(lake.path(TABLE));
        }
        DeltaTable.forPath(box.spark, lake.path(TABLE)).optimize().executeCompaction();

        List<CommitRecord> history = lake.history(TABLE);
        assertThat(history).hasSize(6);
        assertThat(history.get(0).operation()).isEqualTo("OPTIMIZE");
        assertThat(history.get(0).run()).isEmpty();
        assertThat(history.get(4).run().orElseThrow().id().value()).isEqualTo("r0");
        assertThat(lake.slices(lake.at(TABLE))).containsOnlyKeys("d1", "d2");
        assertThat(lake.slices(lake.at(TABLE)).get("d1").pins()).isEqualTo("p1");
        assertThat(lake.slices(lake.at(TABLE + "@1")).get("d1").pins()).isEqualTo("p0");

        // As Delta's clean-up does: commits before the checkpoint go.
        for (int gone : new int[] {0, 1}) {
            Files.delete(folder.resolve(String.format("%s/_delta_log/%020d.json", TABLE, gone)));
        }
        assertThat(lake.history(TABLE)).hasSize(4);
        assertThat(box.texts(lake.at(TABLE + "@2"))).containsExactly("AA 1.0 d1");
        assertThatThrownBy(() -> lake.read(new TableVersion(TABLE, 1)))
                .isInstanceOf(UserError.class)
                .hasMessage("sources/departures@1 is gone; sources/departures has the versions 2 to 5");
    }

    @Test
    void aCommitThatWasLostOrCutToNothingIsNamedAndHidesNoRows() throws IOException {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1");
        box.publish("r2", "p2", box.delays(Map.of("d2", 2.0)), "d2");
        Path last = folder.resolve(TABLE + "/_delta_log/00000000000000000002.json");
        byte[] bytes = Files.readAllBytes(last);

        Files.write(last, new byte[0]);
        assertThatThrownBy(() -> lake.at(TABLE))
                .isInstanceOf(UserError.class)
                .hasMessage("sources/departures is damaged: its commit 2 is missing or empty, in file:" + last
                        + "; bring that file back from a copy of the lake");
        Files.write(last, Arrays.copyOf(bytes, 100));
        assertThatThrownBy(() -> lake.slices(new TableVersion(TABLE, 2)))
                .isInstanceOf(UserError.class)
                .hasMessage("sources/departures is damaged: its commit 2 is cut off or no commit, in file:" + last
                        + "; bring that file back from a copy of the lake");
        Files.write(last, bytes);
        Path first = folder.resolve(TABLE + "/_delta_log/00000000000000000001.json");
        Path away = Files.move(first, folder.resolve("away"));
        assertThatThrownBy(() -> lake.slices(new TableVersion(TABLE, 2)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("sources/departures is damaged: its commit 1 is missing or empty, in ");
        Files.move(away, first);

        assertThat(box.texts(lake.at(TABLE))).containsExactly("AA 1.0 d1", "AA 2.0 d2");
    }

    @Test
    void aFileIsNoLake() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Lake.at(LocalSpark.session(), file.toString()))
                .isInstanceOf(UserError.class)
                .hasMessage("no lake can be at " + file + ": it is a file; name a folder");
    }

    @Test
    void aSliceThatAnotherProgramChangedIsPublishedAgain() {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0, "d2", 2.0)), "d1", "d2");
        box.delays(Map.of("d1", 9.0)).write().format("delta").mode("append").save(lake.path(TABLE));
        assertThat(lake.slices(lake.at(TABLE))).containsOnlyKeys("d2");

        Published again = box.publish("r2", "p1", box.delays(Map.of("d1", 1.0, "d2", 2.0)), "d1", "d2");

        assertThat(again.changed()).containsExactly("d1");
        assertThat(box.texts(again.version())).containsExactly("AA 1.0 d1", "AA 2.0 d2");
    }

    @Test
    void aNewColumnIsAddedAndAnAbsentOneIsNull() {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1");
        StructType schema = new StructType()
                .add("carrier", DataTypes.StringType)
                .add("batch", DataTypes.StringType)
                .add("origin", DataTypes.StringType);
        Layout other = new Layout(TABLE, schema, Optional.of("batch"));
        Dataset<Row> rows = box.delays(Map.of("d2", 2.0)).selectExpr("'JFK' as origin", "carrier", "batch");
        try (Staged staged = lake.stage(other, rows, List.of("d2"))) {
            assertThat(Sandbox.texts(staged.rows())).containsExactly("AA null d2 JFK");
            lake.publish(Passes.all(staged), commit("r2", "p1"));
        }
        assertThat(box.texts(lake.at(TABLE))).containsExactly("AA 1.0 d1 null", "AA null d2 JFK");
        assertThat(lake.read(lake.at(TABLE + "@1")).columns()).containsExactly("carrier", "delay", "batch");
        assertThat(lake.history(TABLE).get(0).details()).containsEntry("added_columns", List.of("origin"));
    }

    @Test
    void aColumnThatChangesItsTypeOrTheSliceColumnIsRefused() {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1");
        Dataset<Row> rows = box.delays(Map.of("d1", 1.0)).selectExpr("carrier", "string(delay) as delay", "batch");
        assertThatThrownBy(
                        () -> lake.stage(new Layout(TABLE, rows.schema(), Optional.of("batch")), rows, List.of("d1")))
                .isInstanceOf(UserError.class)
                .hasMessage("sources/departures@1 holds column delay as double, and now it would be string;"
                        + " the type of a column cannot change: give the column another name, or the table");
        assertThatThrownBy(() -> lake.stage(
                        new Layout(TABLE, LAYOUT.schema(), Optional.of("carrier")), box.frame(), List.of("AA")))
                .isInstanceOf(UserError.class)
                .hasMessage("sources/departures is cut into slices by [batch] since it was created and not by"
                        + " [carrier]; use another table name");
        Dataset<Row> shouting = box.delays(Map.of("d1", 1.0)).selectExpr("carrier as Carrier", "delay", "batch");
        assertThatThrownBy(() ->
                        lake.stage(new Layout(TABLE, shouting.schema(), Optional.of("batch")), shouting, List.of("d1")))
                .isInstanceOf(UserError.class)
                .hasMessage("sources/departures@1 has a column carrier; Carrier differs from it only in case:"
                        + " use the table's spelling or another name");
    }
}
