package io.penstock.training;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.penstock.base.Location;
import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.base.Sql;
import io.penstock.features.About;
import io.penstock.features.FeatureRef;
import io.penstock.features.Label;
import io.penstock.features.Missing;
import io.penstock.features.Spine;
import io.penstock.features.Split;
import io.penstock.features.TrainingSetSpec;
import io.penstock.validation.LocalSpark;
import io.penstock.validation.drift.Limits;
import io.penstock.validation.drift.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A small made-up training set whose label depends on its inputs, and the model on it. */
final class Flights {
    static final Run RUN = new Run(RunId.create(), "train", "test", Instant.EPOCH);
    static final Map<String, String> VIEWS = Map.of("busy", "hash-of-busy");
    static final StructType SCHEMA = new StructType()
            .add("flight", LongType)
            .add("origin", StringType)
            .add("moment", TimestampType)
            .add("label", DoubleType)
            .add("distance", IntegerType)
            .add("busy__delay", DoubleType)
            .add("busy__departures", LongType)
            .add("busy__last", TimestampType)
            .add("night", BooleanType)
            .add("split", StringType);

    private static final Instant START = Instant.parse("2013-01-01T00:00:00Z");
    private static final List<String> ORIGINS = List.of("JFK", "EWR", "LGA");

    private Flights() {}

    /** Train, validation and test of 600, 200 and 200 rows; 20 rows a day. */
    static List<Row> rows(long seed) {
        List<Row> rows = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            String origin = i % 37 == 0 ? null : ORIGINS.get(random.nextInt(3));
            Double delay = i % 11 == 0 ? null : random.nextDouble(-20, 60);
            int distance = random.nextInt(100, 3000);
            boolean night = random.nextInt(4) == 0;
            double odds = (delay == null ? 0.3 : delay / 40) + ("EWR".equals(origin) ? 0.2 : 0) + (night ? 0.1 : 0);
            rows.add(RowFactory.create(
                    (long) i,
                    origin,
                    START.plus(Duration.ofMinutes(72L * i)),
                    random.nextDouble() < odds * 0.7 ? 1.0 : 0.0,
                    distance,
                    delay,
                    (long) random.nextInt(50),
                    START,
                    night,
                    i < 600 ? "train" : i < 800 ? "validation" : "test"));
        }
        return rows;
    }

    static TrainingData data(List<Row> rows) {
        return new TrainingData(
                LocalSpark.session().createDataFrame(rows, SCHEMA),
                List.of("flight", "origin"),
                VIEWS,
                Map.of("parents", List.of("sources/departures@3")));
    }

    static TrainingData data() {
        return data(rows(7));
    }

    static ModelSpec spec() {
        return spec(Map.of("max_depth", 3, "eta", 0.3));
    }

    static ModelSpec spec(Map<String, Object> xgboost) {
        return spec(new Train(xgboost, 40, 5, DeviceChoice.CPU, 1, 7));
    }

    static ModelSpec watched() {
        ModelSpec spec = spec();
        return new ModelSpec(
                spec.name(),
                spec.at(),
                spec.about(),
                spec.data(),
                spec.exclude(),
                spec.encode(),
                spec.train(),
                spec.decide(),
                spec.promote(),
                Optional.of(new Monitor(
                        Duration.ofDays(10),
                        Optional.of(new Monitor.Drift(new Limits(Map.of(Method.PSI, 0.1)), Response.ALERT)),
                        Optional.empty(),
                        Optional.empty())));
    }

    static ModelSpec spec(Train train) {
        return spec(train, List.of("busy__last"), List.of("origin"));
    }

    static ModelSpec spec(Train train, List<String> exclude, List<String> ordinal) {
        Map<String, Sql> derived = new LinkedHashMap<>();
        derived.put("night", new Sql("hour(moment) < 6", Location.NONE));
        TrainingSetSpec data = new TrainingSetSpec(
                "late",
                new Spine("schedule", Duration.ofHours(2), LocalDate.of(2013, 1, 1), List.of("origin", "distance")),
                new Label("arrivals", new Sql("delay > 15", Location.NONE), Duration.ofDays(2), Missing.DROP),
                List.of(new FeatureRef("busy", Optional.empty(), Map.of(), Location.NONE)),
                derived,
                new Split.Back(Duration.ofDays(10), Duration.ofDays(10), Duration.ZERO));
        return new ModelSpec(
                "late",
                new Location("models/late.yaml", 1),
                About.NOTHING,
                data,
                exclude,
                new Encode(ordinal, Unseen.OTHER),
                train,
                new Decide.Threshold(0.5),
                new Promote("auc", 0.002, First.BEATS_BASELINE, Optional.of(0.97), 0),
                Optional.empty());
    }
}
