package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.DateRange;
import io.penstock.base.Sql;
import io.penstock.base.Verdict;
import io.penstock.lake.Lake;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view of two thousand features, and five hundred views of one entity: both far past where Spark stops generating code. */
class ManyFeaturesTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final int EXPRESSIONS = 40;
    private static final int HOURS = 50;
    private static final int VIEWS = 500;
    private static final LocalDate DAY = Fares.FIRST.plusDays(4);

    @TempDir
    Path folder;

    private record Ride(String city, int fare, Instant at) {}

    @Test
    void viewOfTwoThousandFeaturesIsBuiltAndLookedUpAsItsDefinitionSays() {
        Lake lake = Lake.at(SPARK, folder.toString());
        List<Ride> rides = ingest(lake);
        Catalog catalog = Fares.catalog(features());
        FeatureView view = catalog.view("fares");
        FeatureStore store = new FeatureStore(lake, catalog);

        BuildOutcome outcome = store.build(store.plan(view, DateRange.of(DAY)), Fares.run());

        assertThat(outcome.verdict()).isEqualTo(Verdict.OK);
        List<Row> ticks = lake.read(lake.at(view.table())).collectAsList();
        assertThat(ticks).hasSizeGreaterThanOrEqualTo(3);
        for (Row tick : ticks) {
            assertThat(values(tick, "")).isEqualTo(expected(rides, tick.getAs("city"), tick.getAs("event_timestamp")));
        }
        Instant noon = Instant.parse(DAY + "T12:00:00Z");
        for (Row row : lookedUp(store, new Inputs(lake, catalog), view, noon.plusSeconds(60))) {
            assertThat(values(row, "fares__")).isEqualTo(expected(rides, row.getAs("city"), noon));
        }
    }

    /** Whole numbers, so that sums of doubles are exact. */
    private static List<Ride> ingest(Lake lake) {
        List<Ride> rides = new ArrayList<>();
        Map<String, List<Row>> batches = new TreeMap<>();
        for (int batch = 0; batch < 5; batch++) {
            String name = Fares.FIRST.plusDays(batch).toString();
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Ride ride = new Ride(
                        "c" + i % 3,
                        i * 7 % 13 + batch,
                        Instant.parse(name + "T05:30:00Z").plusSeconds(5000L * i));
                rides.add(ride);
                rows.add(RowFactory.create(ride.city(), (double) ride.fare(), ride.at(), ride.at(), name));
            }
            batches.put(name, rows);
        }
        Fares.ingest(lake, batches);
        return rides;
    }

    private static Feature[] features() {
        List<Feature> features = new ArrayList<>();
        for (int times = 0; times < EXPRESSIONS; times++) {
            for (int hours = 1; hours <= HOURS; hours++) {
                Sql fare = Sql.of("fare * " + times);
                Aggregate aggregate =
                        switch (times % 5) {
                            case 0 -> new Aggregate.Count(Optional.of(fare));
                            case 1 -> new Aggregate.Sum(fare);
                            case 2 -> new Aggregate.Mean(fare);
                            case 3 -> new Aggregate.Min(fare);
                            default -> new Aggregate.Max(fare);
                        };
                features.add(PlainView.feature(name(times, hours), aggregate, Optional.of(Duration.ofHours(hours))));
            }
        }
        return features.toArray(Feature[]::new);
    }

    private static String name(int times, int hours) {
        return "fare_" + times + "_" + hours + "h";
    }

    private static List<Object> values(Row row, String prefix) {
        List<Object> values = new ArrayList<>();
        for (int times = 0; times < EXPRESSIONS; times++) {
            for (int hours = 1; hours <= HOURS; hours++) {
                values.add(row.getAs(prefix + name(times, hours)));
            }
        }
        return values;
    }

    private static List<Object> expected(List<Ride> rides, String city, Instant tick) {
        List<Object> values = new ArrayList<>();
        for (int times = 0; times < EXPRESSIONS; times++) {
            for (int hours = 1; hours <= HOURS; hours++) {
                Instant from = tick.minus(Duration.ofHours(hours));
                int factor = times;
                double[] fares = rides.stream()
                        .filter(ride -> ride.city().equals(city)
                                && ride.at().isAfter(from)
                                && !ride.at().isAfter(tick))
                        .mapToDouble(ride -> ride.fare() * factor)
                        .sorted()
                        .toArray();
                values.add(expected(times % 5, fares));
            }
        }
        return values;
    }

    private static Object expected(int kind, double[] sorted) {
        if (kind == 0) {
            return (long) sorted.length;
        }
        if (sorted.length == 0) {
            return null;
        }
        double sum = Arrays.stream(sorted).sum();
        return switch (kind) {
            case 1 -> sum;
            case 2 -> sum / sorted.length;
            case 3 -> sorted[0];
            default -> sorted[sorted.length - 1];
        };
    }

    private static List<Row> lookedUp(FeatureStore store, Inputs inputs, FeatureView view, Instant moment) {
        Dataset<Row> frame = SPARK.sql(
                "select city, timestamp '" + moment + "' moment from values ('c0'), ('c1'), ('c2') as t(city)");
        ViewRead read = inputs.view(view, view.featureNames(), Map.of("city", "city"), moment, moment.plusSeconds(1));
        List<Row> rows = store.attach(inputs, frame, "moment", List.of(read)).collectAsList();
        assertThat(rows).hasSize(3);
        return rows;
    }

    @Test
    void fiveHundredViewsOfAnEntityMeetInOneExchange() {
        ValuesOfOneKey values =
                ValuesOfOneKey.of("'2024-01-01 00:00:00', 1", "'2024-01-11 00:00:00', 2", "'2024-01-20 12:00:00', 4");
        List<ViewInput> views = new ArrayList<>();
        for (int i = 1; i <= VIEWS; i++) {
            Feature feature = ValuesOfOneKey.feature("sum", new Aggregate.Sum(Sql.of("x")), i + "h");
            views.add(ViewInput.all(ValuesOfOneKey.view("v" + i, feature), Map.of("k", "k"), values.events()));
        }
        Dataset<Row> frame = SPARK.sql("select 'k' k, timestamp '2024-01-21 00:00:00' moment");

        Row row = PointInTime.join(frame, "moment", views).collectAsList().get(0);

        for (int i = 1; i <= VIEWS; i++) {
            Long sum = i <= 12 ? null : i <= 240 ? 4L : i <= 480 ? 6L : Long.valueOf(7);
            assertThat((Object) row.getAs("v" + i + "__sum"))
                    .as("over %d hours", i)
                    .isEqualTo(sum);
        }
    }
}
