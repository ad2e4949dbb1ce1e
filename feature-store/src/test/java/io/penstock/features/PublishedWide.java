package io.penstock.features;

import static org.apache.spark.sql.functions.col;

import io.penstock.base.ColumnType;
import io.penstock.base.Location;
import io.penstock.base.Sql;
import io.penstock.features.online.OnlineChunks;
import io.penstock.features.online.PackedCount;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.Staged;
import io.penstock.validation.LocalSpark;
import io.penstock.validation.Passes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A view of ten doubles by one text key, for measurements. */
final class PublishedWide {
    private static final int WIDTH = 10;
    private static final int CHUNKS = 21;
    private static final FeatureView VIEW = PlainView.published(
            "wide",
            "thing",
            "things",
            Duration.ofDays(1),
            IntStream.range(0, WIDTH)
                    .mapToObj(i -> PlainView.feature("f" + i, new Aggregate.Mean(Sql.of("x" + i)), Optional.empty()))
                    .toList());

    private final Lake lake;
    private final Catalog catalog = new Catalog(
            Map.of(),
            Map.of(),
            Map.of("thing", new Entity("thing", Location.NONE, PlainView.ABOUT, Map.of("thing", ColumnType.STRING))),
            Map.of("wide", VIEW));

    PublishedWide(Path folder) {
        this.lake = Lake.at(LocalSpark.session(), folder.toString());
    }

    /** Publishes a day with a row of random doubles for each of many keys. */
    void publish(String day, int keys) {
        List<String> columns =
                new ArrayList<>(List.of("concat('C', id) as thing", "timestamp '" + day + "' as event_timestamp"));
        IntStream.range(0, WIDTH).forEach(i -> columns.add("rand(" + i + ") as f" + i));
        columns.add("date '" + day + "' as date");
        Dataset<Row> rows = LocalSpark.session().range(keys).selectExpr(columns.toArray(String[]::new));
        Layout layout = new Layout(VIEW.table(), rows.schema(), Optional.of("date"));
        try (Staged staged = lake.stage(layout, rows, List.of(day))) {
            Commit commit =
                    new Commit(PublishedView.run("features"), List.of(), VIEW.definitionHash(), Map.of(), Map.of());
            lake.publish(Passes.all(staged), commit);
        }
    }

    BuildOutcome materialize(OnlineSetting setting, String day) {
        return new Materialization(lake, catalog, setting)
                .run(VIEW, LocalDate.parse(day), PublishedView.run("materialize"));
    }

    /** Reads, sorts and packs a day as materialize does, for no store. */
    void pack(String day) {
        OnlineSlice slice = OnlineSlice.newest(lake, VIEW, LocalDate.parse(day)).orElseThrow();
        Dataset<Row> table = lake.read(slice.version());
        Dataset<Row> rows = table.where(
                col("date").equalTo(slice.day()).and(col("event_timestamp").leq(slice.tick())));
        OnlineSchema schema = slice.schema(catalog.entity(VIEW), table.schema());
        PackedCount.of(OnlineChunks.of(
                new OnlineSetting.Redis("redis://none"),
                schema,
                rows,
                slice.at(),
                Instant.EPOCH,
                CHUNKS,
                Long.MAX_VALUE));
    }
}
