package io.penstock.features.peers;

import io.penstock.base.Sql;
import io.penstock.features.Aggregate;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import io.penstock.features.PlainView;
import io.penstock.features.PointInTime;
import io.penstock.features.ViewData;
import io.penstock.features.ViewInput;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
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
                features.add(PlainView.feature("x" + i, new Aggregate.Last(Sql.of("x" + i)), Optional.empty()));
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
                aggregates.forEach((name, aggregate) -> features.add(PlainView.feature(
                        window.feature(name, column), aggregate.apply(Sql.of(column)), Optional.of(window.length()))));
            }
        }
        return join(labels, List.of(input(events, features)));
    }

    private static Dataset<Row> join(Path labels, List<ViewInput> inputs) {
        return PointInTime.join(LocalSpark.session().read().parquet(labels.toString()), "moment", inputs);
    }

    private static ViewInput input(Path rows, List<Feature> features) {
        FeatureView view = PlainView.exact(rows.getFileName().toString(), "key", "rows", features);
        Dataset<Row> events = LocalSpark.session().read().parquet(rows.toString());
        return ViewInput.all(view, Map.of("key", "key"), new ViewData.Events(events, false, List.of("key"), List.of()));
    }
}
