package io.penstock.lake;

import static io.penstock.lake.Sandbox.LAYOUT;
import static io.penstock.lake.Sandbox.TABLE;
import static io.penstock.lake.Sandbox.commit;
import static io.penstock.lake.Sandbox.row;
import static io.penstock.lake.Sandbox.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Fault;
import io.penstock.base.TableVersion;
import io.penstock.validation.Candidate;
import io.penstock.validation.Passes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {

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
    void stagedSlicesCanBeReadByTheGateAndByNobodyElse() {
        try (Staged staged = box.stage(box.delays(Map.of("d1", 1.0, "d2", 2.0)), "d1", "d2")) {
            assertThat(texts(staged.rows())).containsExactly("AA 1.0 d1", "AA 2.0 d2");
            assertThat(staged.table()).isEqualTo(TABLE);
            assertThat(staged.sliceColumn()).contains("batch");
            assertThat(staged.slices()).containsExactly("d1", "d2");
            assertThat(lake.latest(TABLE)).isEmpty();
            assertThat(lake.tables()).isEmpty();
        }
        assertThat(box.dataFiles(TABLE)).isEmpty();
    }

    @Test
    void theFirstPublicationIsVersionOneOfATableThatBeganEmptyAndSaysWhereItComesFrom() {
        Published published = box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1", "d2");

        assertThat(published.version()).isEqualTo(new TableVersion(TABLE, 1));
        assertThat(box.texts(lake.at(TABLE + "@0"))).isEmpty();
        assertThat(lake.history(TABLE).get(1).operation()).isEqualTo("CREATE TABLE");
        assertThat(published.changed()).containsExactly("d1", "d2");
        assertThat(box.texts(published.version())).containsExactly("AA 1.0 d1");
        CommitRecord record = lake.history(TABLE).get(0);
        assertThat(record.run()).contains(commit("r1", "p1").run());
        assertThat(record.parents()).containsExactly(new TableVersion("sources/planes", 4));
        assertThat(record.definitionHash()).isEqualTo("def");
        assertThat(record.suite()).isEqualTo("suite");
        assertThat(record.operation()).isEqualTo("WRITE");
        assertThat(record.details()).isEqualTo(Map.of("rows_in", 7));
        assertThat(record.slices().get("d2").rows()).isZero();
        SliceRecord first = record.slices().get("d1");
        assertThat(first.rows()).isEqualTo(1);
        assertThat(first.pins()).isEqualTo("p1");
        assertThat(first.runId()).isEqualTo("r1");
        assertThat(first.details()).isEqualTo(Map.of("note", "n-d1"));
    }

    @Test
    void theSameContentAgainIsNotCommittedAndLeavesNoFile() {
        Published first = box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1", "d2");
        List<String> files = box.dataFiles(TABLE);

        Published again = box.publish("r2", "p1", box.delays(Map.of("d1", 1.0)), "d1", "d2");

        assertThat(again.version()).isEqualTo(first.version());
        assertThat(again.changed()).isEmpty();
        assertThat(again.unchanged()).containsExactly("d1", "d2");
        assertThat(box.dataFiles(TABLE)).isEqualTo(files);
    }

    @Test
    void equalContentUnderOtherPinsIsACommitWithoutFiles() {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1");
        List<String> files = box.dataFiles(TABLE);

        Published again = box.publish("r2", "p2", box.delays(Map.of("d1", 1.0)), "d1");

        assertThat(again.version().version()).isEqualTo(2);
        assertThat(again.changed()).containsExactly("d1");
        assertThat(box.dataFiles(TABLE)).isEqualTo(files);
        assertThat(box.texts(again.version())).containsExactly("AA 1.0 d1");
        assertThat(lake.slices(again.version()).get("d1").pins()).isEqualTo("p2");
    }

    @Test
    void equalContentThatAnotherSuiteLetPassIsACommitWithoutFiles() {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0)), "d1");
        try (Staged staged = box.stage(box.delays(Map.of("d1", 1.0)), "d1")) {
            Published again = lake.publish(Passes.only(staged, List.of("d1"), "stricter"), commit("r2", "p1", "d1"));
            assertThat(again.changed()).containsExactly("d1");
            assertThat(lake.slices(again.version()).get("d1").suite()).isEqualTo("stricter");
        }
        assertThat(box.dataFiles(TABLE)).hasSize(1);
    }

    @Test
    void onlyTheSlicesThatChangedGetNewFiles() {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0, "d2", 2.0, "d3", 3.0)), "d1", "d2", "d3");

        Published second = box.publish("r2", "p1", box.delays(Map.of("d1", 1.0, "d2", 2.5)), "d1", "d2", "d3");

        assertThat(second.changed()).containsExactly("d2", "d3");
        assertThat(second.unchanged()).containsExactly("d1");
        assertThat(box.texts(second.version())).containsExactly("AA 1.0 d1", "AA 2.5 d2");
        assertThat(box.dataFiles(TABLE)).hasSize(4);
        assertThat(lake.history(TABLE).get(0).slices()).containsOnlyKeys("d2", "d3");
        assertThat(lake.slices(second.version()).get("d1").version()).isEqualTo(1);
        assertThat(lake.slices(second.version()).get("d3").rows()).isZero();
        assertThat(box.texts(new TableVersion(TABLE, 1))).hasSize(3);
    }

    @Test
    void aBlockedSliceStaysAsItWas() {
        box.publish("r1", "p1", box.delays(Map.of("d1", 1.0, "d2", 2.0)), "d1", "d2");
        try (Staged staged = box.stage(box.delays(Map.of("d1", 1.5, "d2", 2.5)), "d1", "d2")) {
            Published published = lake.publish(Passes.only(staged, List.of("d2"), "suite"), commit("r2", "p1"));
            assertThat(published.changed()).containsExactly("d2");
        }
        assertThat(box.texts(lake.at(TABLE))).containsExactly("AA 1.0 d1", "AA 2.5 d2");
        assertThat(box.dataFiles(TABLE)).hasSize(3);
    }

    @Test
    void aYearOfSlicesIsOneCommitOfOneFileEach() {
        LocalDate start = LocalDate.parse("2013-01-01");
        StructType schema = new StructType().add("n", DataTypes.LongType).add("date", DataTypes.DateType);
        List<String> slices = IntStream.range(0, 273)
                .mapToObj(i -> start.plusDays(i).toString())
                .toList();
        Dataset<Row> rows =
                box.spark.range(27300).selectExpr("id as n", "date_add(date'2013-01-01', int(id % 273)) as date");
        Layout layout = new Layout("features/carrier", schema, Optional.of("date"));

        try (Staged staged = lake.stage(layout, rows, slices)) {
            lake.publish(Passes.all(staged), commit("r1", "p1"));
        }

        assertThat(box.dataFiles("features/carrier")).hasSize(273);
        assertThat(lake.latest("features/carrier")).contains(new TableVersion("features/carrier", 1));
        Map<String, SliceRecord> records = lake.slices(lake.at("features/carrier"));
        assertThat(records.keySet()).containsExactlyElementsOf(slices);
        assertThat(records.values().stream().map(SliceRecord::rows)).containsOnly(100L);
        assertThat(lake.read(lake.at("features/carrier"))
                        .where("date = '2013-09-30'")
                        .count())
                .isEqualTo(100);
    }

    @Test
    void aTableWithoutPartitionIsReplacedWhole() {
        Layout layout = new Layout("training_sets/late", Sandbox.SCHEMA, Optional.empty());
        for (double delay : new double[] {1, 2}) {
            try (Staged staged = lake.stage(layout, box.delays(Map.of("d1", delay)), List.of(Candidate.ALL))) {
                lake.publish(Passes.all(staged), commit("r" + delay, "p1"));
            }
        }
        assertThat(box.texts(lake.at("training_sets/late"))).containsExactly("AA 2.0 d1");
        assertThat(box.texts(lake.at("training_sets/late@1"))).containsExactly("AA 1.0 d1");
    }

    @Test
    void aLargeSliceIsSpreadOverAsManyFilesAsAsked() {
        Layout layout = new Layout(
                        "training_sets/late", new StructType().add("n", DataTypes.LongType), Optional.empty())
                .withFilesPerSlice(3);
        try (Staged staged = lake.stage(layout, box.spark.range(1000).toDF("n"), List.of(Candidate.ALL))) {
            lake.publish(Passes.all(staged), commit("r1", "p1"));
        }
        assertThat(box.dataFiles("training_sets/late")).hasSize(3);
        assertThat(lake.read(lake.at("training_sets/late")).distinct().count()).isEqualTo(1000);
    }

    @Test
    void rowsOfASliceThatIsNotExpectedAreRefused() {
        assertThatThrownBy(() -> box.stage(box.delays(Map.of("d1", 1.0, "d9", 9.0)), "d1"))
                .isInstanceOf(Fault.class)
                .hasMessage("sources/departures: rows of the slices [d9] came where only [d1] were expected;"
                        + " nothing was published");
        assertThatThrownBy(() -> box.stage(box.frame(row("AA", 1.0, null)), "d1"))
                .hasMessageContaining("rows of the slices [null] came");
        assertThat(box.dataFiles(TABLE)).isEmpty();
    }

    @Test
    void rowsWithOtherColumnsThanTheLayoutAreRefused() {
        Dataset<Row> rows = box.delays(Map.of("d1", 1.0)).selectExpr("carrier", "int(delay) as delay", "1 as more");
        assertThatThrownBy(() -> lake.stage(LAYOUT, rows, List.of("d1")))
                .isInstanceOf(Fault.class)
                .hasMessage("sources/departures: the rows do not have the columns of the layout:"
                        + " column delay is int and not double, no column batch, a column more");
    }

    @Test
    void whatWasPublishedOrDroppedCannotBePublishedAgain() {
        Staged staged = box.stage(box.delays(Map.of("d1", 1.0)), "d1");
        var validated = Passes.all(staged);
        lake.publish(validated, commit("r1", "p1"));

        assertThatThrownBy(() -> lake.publish(validated, commit("r2", "p1")))
                .isInstanceOf(Fault.class)
                .hasMessage("what was staged for sources/departures is published or dropped already; stage it again");
        staged.close();
        assertThat(box.texts(lake.at(TABLE))).hasSize(1);
    }

    @Test
    void whatAnotherLakeStagedIsRefused() {
        Sandbox other = Sandbox.in(folder.resolve("other"));
        try (Staged staged = other.stage(other.delays(Map.of("d1", 1.0)), "d1")) {
            assertThatThrownBy(() -> lake.publish(Passes.all(staged), commit("r1", "p1")))
                    .isInstanceOf(Fault.class)
                    .hasMessage("sources/departures: only what this lake staged can be published, not a Staged");
        }
    }

    @Test
    void anOddBatchNameIsASliceLikeAnyOther() {
        Map<String, Double> odd = new TreeMap<>(Map.of("2013/01 a=b%", 1.0, "été:1", 2.0));
        box.publish("r1", "p1", box.delays(odd), odd.keySet().toArray(String[]::new));
        Published again = box.publish("r2", "p1", box.delays(Map.of("été:1", 3.0)), "été:1");
        assertThat(box.texts(again.version())).containsExactly("AA 1.0 2013/01 a=b%", "AA 3.0 été:1");
        assertThat(lake.slices(again.version()).keySet())
                .isEqualTo(odd.keySet().stream().collect(Collectors.toSet()));
    }
}
