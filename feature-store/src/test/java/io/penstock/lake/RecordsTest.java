package io.penstock.lake;

import static io.penstock.lake.Sandbox.row;
import static io.penstock.lake.Sandbox.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Fault;
import io.penstock.base.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

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
    void recordsLieInTheLakeAlsoWhereItsPathHasToBeEscaped() throws IOException {
        Path root = folder.resolve("my lake, 5% größer");
        Lake odd = Lake.at(box.spark, root.toString());
        odd.append(MetaTable.MODELS, List.of(model(1, "first")));
        odd.append(MetaTable.MODELS, List.of(model(2, "second")));

        assertThat(texts(odd.read(odd.at("meta/models")).select("version", "reason")))
                .containsExactlyInAnyOrder("1 first", "2 second");
        try (Stream<Path> children = Files.list(folder)) {
            assertThat(children).containsExactly(root);
        }
    }

    @Test
    void aTableOfAnOlderVersionGetsTheColumnsThatItLacks() {
        StructType older =
                new StructType(Arrays.copyOf(MetaTable.MODELS.schema().fields(), 3));
        String path = folder.resolve("older").toString();
        Lake old = Lake.at(box.spark, path);
        box.spark
                .createDataFrame(List.of(row("late", 1L, "d1")), older)
                .write()
                .format("delta")
                .save(path + "/meta/models");
        assertThat(texts(old.readRecords(MetaTable.MODELS).select("version", "reason")))
                .containsExactly("1 null");

        old.append(MetaTable.MODELS, List.of(model(2, "second")));

        assertThat(old.readRecords(MetaTable.MODELS).schema()).isEqualTo(MetaTable.MODELS.schema());
        assertThat(texts(old.readRecords(MetaTable.MODELS).select("version", "reason")))
                .containsExactlyInAnyOrder("1 null", "2 second");
    }

    @Test
    void aTableOfANewerVersionIsRefused() {
        String path = folder.resolve("newer").toString();
        Lake lake = Lake.at(box.spark, path);
        box.spark
                .createDataFrame(List.of(), MetaTable.MODELS.schema().add("mood", DataTypes.StringType))
                .write()
                .format("delta")
                .save(path + "/meta/models");

        assertThatThrownBy(() -> lake.append(MetaTable.MODELS, List.of(model(1, "first"))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("meta/models has the columns")
                .hasMessageEndingWith("a newer one wrote this lake, use that one");
    }

    @Test
    void appendedRecordsOfEveryTypeAreReadBackEqual() {
        Instant moment = Instant.parse("2013-03-10T06:59:59.123456Z");
        Instant before1970 = Instant.parse("1912-04-15T02:20:00.000001Z");
        Row full = record(
                MetaTable.RUNS,
                "r1",
                "ingest",
                LocalDate.parse("2013-01-01"),
                LocalDate.parse("1913-12-31"),
                moment,
                before1970,
                "ok",
                List.of("a", "b"),
                List.of(),
                Arrays.asList("sources/planes@1", null),
                7L,
                Long.MIN_VALUE,
                -0.5,
                "v1",
                "größer",
                1L,
                2L,
                3L,
                List.of(row("features features/x", 4L, 0.5, 1L, 2L, 3L, 4L)));
        Row empty = record(MetaTable.RUNS);
        lake.append(MetaTable.RUNS, List.of(full, empty));
        lake.append(MetaTable.RUNS, List.of(empty));
        assertSame(MetaTable.RUNS, List.of(full, empty, empty));

        Row batch = record(
                MetaTable.BATCHES,
                "departures",
                "2013-01-01",
                List.of(row("a.csv", "12ab", 5L), row(null, null, null)),
                4L,
                1L,
                1L,
                1L,
                1L,
                "ok",
                "r1");
        Row noFiles = record(MetaTable.BATCHES, "departures", "2013-01-02");
        lake.append(MetaTable.BATCHES, List.of(batch, noFiles));
        assertSame(MetaTable.BATCHES, List.of(batch, noFiles));

        Row vector = record(
                MetaTable.SERVING_VECTORS,
                "late",
                3L,
                Map.of("origin", "JFK"),
                moment,
                Map.of("x", Double.NaN),
                null,
                "r1");
        lake.append(MetaTable.SERVING_VECTORS, List.of(vector));
        assertSame(MetaTable.SERVING_VECTORS, List.of(vector));
    }

    @Test
    void aTableThatNothingWasAppendedToIsEmptyWithItsColumns() {
        for (MetaTable table : MetaTable.values()) {
            assertThat(lake.readRecords(table).schema()).isEqualTo(table.schema());
            assertThat(lake.readRecords(table).isEmpty()).isTrue();
        }
        lake.append(MetaTable.RUNS, List.of());
        assertThat(lake.tables()).isEmpty();
    }

    @Test
    void aTableOfRecordsIsCheckpointedAndKept() {
        for (int i = 0; i < 10; i++) {
            lake.append(MetaTable.METRICS, List.of(record(MetaTable.METRICS, "t", "s", null, "rows", 1.0, "r" + i)));
        }
        assertThat(Files.exists(folder.resolve("meta/metrics/_delta_log/00000000000000000010.checkpoint.parquet")))
                .isTrue();
        assertThat(lake.readRecords(MetaTable.METRICS).count()).isEqualTo(10);
        Row properties = box.spark
                .sql("describe detail delta.`" + lake.path("meta/metrics") + "`")
                .select("properties")
                .first();
        assertThat(properties.getJavaMap(0))
                .containsAllEntriesOf(Map.of(
                        "delta.logRetentionDuration", "interval 3650 days",
                        "delta.deletedFileRetentionDuration", "interval 3650 days"));
    }

    @Test
    void aDecisionSeesEveryEventAndIsAskedAgainWhenAnotherCameBetween() {
        lake.decide(MetaTable.MODELS, events -> List.of(model(events.size() + 1, "first")));
        List<Integer> seen = new ArrayList<>();

        List<Row> decided = lake.decide(MetaTable.MODELS, events -> {
            if (seen.isEmpty()) {
                lake.decide(MetaTable.MODELS, before -> List.of(model(before.size() + 1, "rival")));
            }
            seen.add(events.size());
            return List.of(model(events.size() + 1, "second"));
        });

        assertThat(seen).containsExactly(1, 2);
        assertThat(decided).containsExactly(model(3, "second"));
        assertThat(texts(lake.readRecords(MetaTable.MODELS).select("version", "reason")))
                .containsExactly("1 first", "2 rival", "3 second");
        assertThat(lake.decide(MetaTable.MODELS, events -> List.of())).isEmpty();
        assertThat(lake.history("meta/models")).hasSize(4);
    }

    @Test
    void quarantineIsReplacedSliceBySlice() {
        String table = Quarantine.table("departures");
        lake.replaceSlices(table, Quarantine.PARTITION, quarantine("d1", "d1", "d2"), List.of("d1", "d2", "d3"));
        assertThat(slicesOf(table)).containsExactly("d1", "d1", "d2");

        lake.replaceSlices(table, Quarantine.PARTITION, quarantine("d2", "d2"), List.of("d1", "d2"));
        assertThat(slicesOf(table)).containsExactly("d2", "d2");

        lake.replaceSlices(table, Quarantine.PARTITION, quarantine(), List.of("d2"));
        assertThat(slicesOf(table)).isEmpty();

        lake.replaceSlices(table, Quarantine.PARTITION, quarantine(), List.of("d2"));
        assertThat(lake.history(table))
                .as("nothing to replace by nothing: no commit")
                .hasSize(4);
    }

    @Test
    void aProductIsNotReplacedWithoutAGate() {
        assertThatThrownBy(() -> lake.replaceSlices("sources/departures", "batch", quarantine(), List.of("d1")))
                .isInstanceOf(Fault.class)
                .hasMessage("sources/departures is a product: only what a gate let pass can be published there");
    }

    @Test
    void aRowThatIsTooShortIsRefusedWithTheColumns() {
        assertThatThrownBy(() -> lake.append(MetaTable.METRICS, List.of(row("t", "s"))))
                .isInstanceOf(Fault.class)
                .hasMessage("meta/metrics has the 6 columns table_name, slice, column_name, metric, value, run_id;"
                        + " a row has 2 values: [t,s]");
    }

    /** A row of the table whose last columns, where nothing is given, are null. */
    private static Row record(MetaTable table, Object... values) {
        return row(Arrays.copyOf(values, table.schema().length()));
    }

    private void assertSame(MetaTable table, List<Row> rows) {
        Dataset<Row> there = lake.readRecords(table);
        assertThat(there.schema()).isEqualTo(table.schema());
        Dataset<Row> expected = box.spark.createDataFrame(rows, table.schema());
        String[] columns = Arrays.stream(table.schema().fields())
                .map(StructField::name)
                .map(name -> "to_json(struct(" + name + ")) as " + name)
                .toArray(String[]::new);
        assertThat(texts(there.selectExpr(columns))).isEqualTo(texts(expected.selectExpr(columns)));
    }

    private List<String> slicesOf(String table) {
        return texts(lake.read(lake.at(table)).select("batch"));
    }

    private Dataset<Row> quarantine(String... batches) {
        StructType schema = Quarantine.SCHEMA;
        return box.spark.createDataFrame(
                Arrays.stream(batches)
                        .map(batch -> row(
                                "{}", List.of(row("type", "delay", "no number: x")), batch, "f.csv", 3L, "r1", "fp"))
                        .toList(),
                schema);
    }

    private static Row model(long version, String reason) {
        return record(MetaTable.MODELS, "late", version, "d", "registered", null, "me", null, null, reason, null, "r1");
    }
}
