package io.penstock.scoring;

import static org.apache.spark.sql.functions.col;

import io.penstock.base.TableVersion;
import io.penstock.features.Catalog;
import io.penstock.features.Inputs;
import io.penstock.features.LabelJoin;
import io.penstock.features.ModelFrame;
import io.penstock.features.SourceRead;
import io.penstock.lake.Lake;
import io.penstock.training.ModelSpec;
import io.penstock.training.Monitor;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The champion's live predictions with what came true, null where that was not known in time. */
final class LabelledPredictions {
    /** The share of rows that must have their label before anything is said of them. */
    static final double MATURED = 0.95;

    private static final Duration DEFAULT_WINDOW = Duration.ofDays(30);

    private final Lake lake;
    private final Catalog catalog;
    private final ModelSpec spec;

    LabelledPredictions(Lake lake, Catalog catalog, ModelSpec spec) {
        this.lake = lake;
        this.catalog = catalog;
        this.spec = spec;
    }

    /** How far back a model is watched. */
    static Duration window(ModelSpec spec) {
        return spec.monitor().map(Monitor::window).orElse(DEFAULT_WINDOW);
    }

    /** Those of the window that ends with the last event whose label can be known at an instant. */
    Dataset<Row> at(TableVersion predictions, Instant asOf) {
        Instant to = asOf.minus(spec.data().label().maturesAfter());
        Instant from = to.minus(window(spec));
        ModelFrame frame = new ModelFrame(lake, catalog, spec.data());
        Inputs inputs = new Inputs(lake, catalog);
        SourceRead labels = frame.labelRead(inputs, frame.spineRead(inputs, from, to), from, asOf);
        Dataset<Row> scored = live(predictions)
                .withColumn("event_timestamp", frame.event())
                .where(col("event_timestamp")
                        .gt(Timestamp.from(from))
                        .and(col("event_timestamp").leq(Timestamp.from(to))));
        return LabelJoin.join(
                scored, frame.key(), inputs.rows(labels), spec.data().label(), asOf);
    }

    /** All of the champions' predictions that were used. */
    Dataset<Row> live(TableVersion predictions) {
        return lake.read(predictions).where("role = 'champion' and mode = 'live'");
    }
}
