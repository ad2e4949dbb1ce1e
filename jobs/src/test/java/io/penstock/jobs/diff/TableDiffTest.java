package io.penstock.jobs.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.jobs.diff.TableDiff.Changed;
import io.penstock.jobs.diff.TableDiff.Slice;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.Staged;
import io.penstock.validation.LocalSpark;
import io.penstock.validation.Passes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDiffTest {
    private static final String TABLE = "sources/known";
    private static final StructType COLUMNS = new StructType()
            .add("k", "string")
            .add("x", "double")
            .add("n", "int")
            .add("s", "string")
            .add("batch", "string");
    private static final List<String> SLICES = List.of("b1", "b2", "b3", "b4");
    private static final DiffKeys KEYED = new DiffKeys(List.of("k"), Set.of("run_id"));
    private static final DiffKeys UNKEYED = new DiffKeys(List.of(), Set.of("run_id"));

    @TempDir
    static Path folder;

    private static final SparkSession SPARK = LocalSpark.session();
    private static Lake lake;

    @BeforeAll
    static void open() {
        lake = Lake.at(SPARK, folder.toString());
    }

    @Test
    void differenceOfRandomTablesIsThatOfTheOracle() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<List<Row>> tables = new ArrayList<>();
        List<TableVersion> versions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tables.add(i == 0 ? random(random) : mutated(tables.get(i - 1), random));
            versions.add(publish("sources/random", tables.get(i), COLUMNS));
        }
        for (int[] pair : new int[][] {{0, 1}, {2, 1}}) {
            for (DiffKeys keys : pair[0] == 0 ? List.of(KEYED, UNKEYED) : List.of(KEYED)) {
                DiffOracle oracle = new DiffOracle(tables.get(pair[0]), tables.get(pair[1]), keys == KEYED);
                TableDiff diff = TableDiff.between(lake, versions.get(pair[0]), versions.get(pair[1]), keys, 1000);

                String when = "seed " + seed + ", " + diff.before() + " to " + diff.after() + ", key " + keys.columns();
                assertThat(diff.slices().stream()
                                .filter(slice -> slice.added() + slice.removed() + slice.changed() > 0))
                        .as(when)
                        .containsExactlyElementsOf(oracle.slices());
                assertThat(diff.columns()).as(when).containsExactlyInAnyOrderElementsOf(oracle.columns());
                assertThat(diff.rows().stream()
                                .map(row -> row.what() + " " + row.slice() + " " + row.key() + " " + row.difference()))
                        .as(when)
                        .containsExactlyInAnyOrderElementsOf(oracle.rows());
                assertThat(diff.rows().stream().map(row -> row.difference().orElse(-1.0)))
                        .as(when)
                        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
            }
        }
    }

    /** One table through five versions: its files are ruined where they must not be read. */
    @Test
    void onlySlicesOfWhichCommitsDoNotSayThatTheyAreEqualAreRead() throws Exception {
        String path = lake.path(TABLE);
        TableVersion first = publish(TABLE, rows(), COLUMNS);
        List<Row> corrected = new ArrayList<>(rows());
        corrected.set(0, RowFactory.create("a", 5.0, 1, "x", "b1"));
        TableVersion second = publish(TABLE, corrected, COLUMNS);
        SPARK.sql("optimize delta.`" + path + "`");
        TableVersion optimized = lake.at(TABLE);
        SPARK.sql("update delta.`" + path + "` set s = 'other' where batch = 'b2' and k = 'a'");
        TableVersion updated = lake.at(TABLE);
        List<Row> wider = corrected.stream()
                .map(row -> RowFactory.create(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), 7L))
                .toList();
        TableVersion widened = publish(TABLE, wider, COLUMNS.add("more", "bigint"));

        TableDiff foreign = TableDiff.between(lake, first, updated, UNKEYED, 10);
        TableDiff schema = TableDiff.between(lake, second, widened, KEYED, 10);
        ruin(Path.of(URI.create(path)).resolve("batch=b2"));
        TableDiff content = TableDiff.between(lake, first, second, KEYED, 10);

        assertThat(foreign.slices())
                .as("b2 too, of which nothing is known")
                .hasSize(2)
                .contains(new Slice("b2", 1, 1, 0));
        assertThat(schema.schema()).containsExactly("column more (bigint) was added");
        assertThat(schema.rows()).isEmpty();
        assertThat(schema.slices()).containsExactly(new Slice("b1", 0, 0, 0), new Slice("b2", 0, 0, 0));
        assertThat(content.slices()).containsExactly(new Slice("b1", 0, 0, 1));
        assertThat(content.equalSlices()).isEqualTo(3);
        assertThat(content.columns()).containsExactly(new Changed("x", 1, Optional.of(4.0)));
        assertThat(content.rows().get(0).before()).contains("1.0");
        assertThat(content.rows().get(0).after()).contains("5.0");
        assertThat(jobs(() -> {
                    assertThat(TableDiff.between(lake, first, first, KEYED, 10).slices())
                            .isEmpty();
                    assertThat(TableDiff.between(lake, second, optimized, KEYED, 10)
                                    .equalSlices())
                            .isEqualTo(4);
                    assertThat(TableDiff.between(lake, widened, widened, KEYED, 10)
                                    .equalSlices())
                            .isEqualTo(4);
                }))
                .isZero();
    }

    @Test
    void versionsOfTwoTablesAreRefused() {
        assertThatThrownBy(() -> TableDiff.between(
                        lake, TableVersion.parse("sources/a@1"), TableVersion.parse("sources/b@2"), KEYED, 10))
                .isInstanceOf(UserError.class)
                .hasMessage("sources/a@1 and sources/b@2 are versions of two tables; name two versions of one");
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String slice : SLICES.subList(0, 2)) {
            rows.add(RowFactory.create("a", 1.0, 1, "x", slice));
            rows.add(RowFactory.create("b", Double.NaN, null, "y", slice));
        }
        return rows;
    }

    private static List<Row> random(Random random) {
        List<Row> rows = new ArrayList<>();
        for (String slice : SLICES) {
            for (int i = 0; i < 12; i++) {
                rows.add(row(random, slice));
            }
        }
        return rows;
    }

    /** Few keys and values, so that keys repeat and rows are equal by chance. */
    private static Row row(Random random, String slice) {
        Double[] doubles = {null, Double.NaN, 0.0, -0.0, 1.5, -2.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        String key = random.nextInt(10) == 0 ? null : "k" + random.nextInt(9);
        Integer number = random.nextInt(5) == 0 ? null : random.nextInt(3);
        return RowFactory.create(key, doubles[random.nextInt(doubles.length)], number, "s" + random.nextInt(2), slice);
    }

    private static List<Row> mutated(List<Row> rows, Random random) {
        List<Row> result = new ArrayList<>();
        for (Row row : rows) {
            String slice = row.getString(4);
            int chance = slice.equals("b1") ? 9 : random.nextInt(10);
            if (chance == 0) {
                result.add(row(random, slice));
            } else if (chance == 1) {
                Row other = row(random, slice);
                result.add(RowFactory.create(row.get(0), other.get(1), row.get(2), other.get(3), slice));
            } else if (chance != 2) {
                result.add(row);
            }
            if (chance == 3) {
                result.add(row);
            }
        }
        return result;
    }

    private static TableVersion publish(String table, List<Row> rows, StructType columns) {
        Layout layout = new Layout(table, columns, Optional.of("batch"));
        try (Staged staged = lake.stage(layout, SPARK.createDataFrame(rows, columns), SLICES)) {
            Run run = new Run(RunId.create(), "test", "test", Instant.now());
            Commit commit = new Commit(run, List.of(), "", Map.of(), Map.of());
            return lake.publish(Passes.all(staged), commit).version();
        }
    }

    /** Makes nonsense of all files in a folder and leaves them as long as they are. */
    private static void ruin(Path slice) throws IOException {
        try (var files = Files.list(slice)) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[(int) Files.size(file)]);
            }
        }
    }

    private static int jobs(Runnable work) throws Exception {
        AtomicInteger jobs = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                jobs.incrementAndGet();
            }
        };
        SPARK.sparkContext().addSparkListener(listener);
        try {
            work.run();
            SPARK.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            SPARK.sparkContext().removeSparkListener(listener);
        }
        return jobs.get();
    }
}
