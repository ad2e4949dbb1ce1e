package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Sql;
import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list on its way from the rows of a source through the gate into a table, as a training set brings it there. */
class ListFeatureTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final FeatureView NEWEST = PlainView.exact(
            "newest",
            "carrier",
            "departures",
            List.of(PlainView.feature(
                    "delays", new Aggregate.LastN(Sql.of("delay"), 2), Optional.of(Duration.ofHours(3)))));

    @TempDir
    Path folder;

    @Test
    void aListIsPublishedReadBackAndEqualToItself() {
        Dataset<Row> departures = SPARK.sql(
                "select carrier, delay, timestamp '2013-01-01 00:00:00' + make_interval(0, 0, 0,"
                        + " 0, hour, 0, 0) as event_timestamp, cast(null as timestamp) as created_timestamp from values"
                        + " ('AA', 1, 5.0D), ('AA', 2, null), ('AA', 3, -1.5D), ('UA', 1, 7.0D) as t(carrier, hour, delay)");
        Dataset<Row> spine = SPARK.sql("select carrier, timestamp '2013-01-01 04:00:00' as moment from values ('AA'),"
                + " ('UA'), ('B6') as t(carrier)");
        ViewInput view = ViewInput.all(
                NEWEST,
                Map.of("carrier", "carrier"),
                new ViewData.Events(departures, false, List.of("delay"), List.of()));
        Dataset<Row> rows = PointInTime.join(spine, "moment", List.of(view)).drop("__state__newest");
        Lake lake = Lake.at(SPARK, folder.toString());

        BuildOutcome first = publish(lake, rows);
        BuildOutcome again = publish(lake, rows);

        TableVersion version = first.version().orElseThrow();
        assertThat(lake.read(version)
                        .selectExpr("carrier || ' ' || coalesce(to_json(newest__delays), 'none')")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder("AA [-1.5,null]", "B6 none", "UA none");
        assertThat(first.verdict()).isEqualTo(Verdict.OK);
        assertThat(again.verdict()).isEqualTo(Verdict.NOTHING_TO_DO);
    }

    private static BuildOutcome publish(Lake lake, Dataset<Row> rows) {
        Product product = new Product(
                "training-set",
                new Layout("training_sets/lists", rows.schema(), Optional.empty()),
                List.of(Layout.WHOLE),
                CheckSuite.NONE,
                slice -> Instant.parse("2013-01-02T00:00:00Z"));
        Commit commit = new Commit(PublishedView.run("training-set"), List.of(), "hash", Map.of(), Map.of());
        return product.publish(lake, rows, commit).outcome(List.of(), List.of(), new TreeMap<>());
    }
}
