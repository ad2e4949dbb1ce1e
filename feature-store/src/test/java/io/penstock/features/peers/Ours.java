package io.penstock.features.peers;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import io.penstock.features.About;
import io.penstock.features.Aggregate;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import io.penstock.features.PointInTime;
import io.penstock.features.ViewData;
import io.penstock.features.ViewInput;
import io.penstock.features.Visible;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The point-in-time operator over the files of a bench, asked for what its peers compute. */
final class Ours {
    private Ours() {}

    /** The latest {@code x0, x1, …} of each view; the views are named as their folders. */
    static Dataset<Row> latest(Path labels, List<Path> views, int columns) {
        List<ViewInput> inputs = new ArrayList<>();
        for (Path view : views) {
            List<Feature> features = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                features.add(feature("x" + i, new Aggregate.Last(Sql.of("x" + i)), Optional.empty()));
            }
            inputs.add(input(view, features));
        }
        return join(labels, inputs);
    }

    /** For each window and each of {@code x, y, z} these aggregates, named {@code aggregate_column_window}. */
    static Dataset<Row> windows(Path labels, Path events, Map<String, Function<Sql, Aggregate>> aggregates) {
        return windows(labels, events, aggregates, List.of(BenchWindow.values()));
    }

    static Dataset<Row> windows(
            Path labels, Path events, Map<String, Function<Sql, Aggregate>> aggregates, List<BenchWindow> windows) {
        List<Feature> features = new ArrayList<>();
        for (BenchWindow window : windows) {
            for (String column : BenchWindow.COLUMNS) {
                aggregates.forEach((name, aggregate) -> features.add(feature(
                        window.feature(name, column), aggregate.apply(Sql.of(column)), Optional.of(window.length()))));
            }
        }
        return join(labels, List.of(input(events, features)));
    }

    private static Dataset<Row> join(Path labels, List<ViewInput> inputs) {
        return PointInTime.join(LocalSpark.session().read().parquet(labels.toString()), "moment", inputs);
    }

    private static ViewInput input(Path rows, List<Feature> features) {
        FeatureView view = new FeatureView(
                rows.getFileName().toString(),
                Location.NONE,
                new About(Optional.empty(), Optional.empty(), List.of()),
                "key",
                "rows",
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                Visible.AT,
                features,
                CheckSuite.NONE,
                List.of());
        Dataset<Row> events = LocalSpark.session().read().parquet(rows.toString());
        return ViewInput.all(view, Map.of("key", "key"), new ViewData.Events(events, false, List.of("key"), List.of()));
    }

    private static Feature feature(String name, Aggregate aggregate, Optional<Duration> window) {
        return new Feature(name, Location.NONE, aggregate, window, Optional.empty());
    }
}
