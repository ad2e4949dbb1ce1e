package io.penstock.features.peers;

import io.penstock.base.ColumnType;
import io.penstock.base.DateRange;
import io.penstock.base.Location;
import io.penstock.base.Micros;
import io.penstock.base.Sql;
import io.penstock.features.Aggregate;
import io.penstock.features.Entity;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import io.penstock.features.PlainView;
import io.penstock.features.PointInTime;
import io.penstock.features.ViewData;
import io.penstock.validation.LocalSpark;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The hourly ticks of one key with very many events: count, mean, deviation and greatest of the last day and 30 days. */
final class OneKey {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final Duration SPAN = Duration.ofDays(30);

    private OneKey() {}

    /** So many events evenly over thirty days, made while they are read. */
    static Dataset<Row> ticks(long events) {
        return PointInTime.ticks(
                view(),
                new Entity("key", Location.NONE, PlainView.ABOUT, Map.of("key", new ColumnType("string"))),
                new ViewData.Events(rows(events), false, List.of(), List.of()),
                new DateRange(FIRST, FIRST.plusDays(SPAN.toDays() - 1)));
    }

    private static FeatureView view() {
        Map<String, Function<Sql, Aggregate>> aggregates = new LinkedHashMap<>(Contest.moments());
        aggregates.put("max", Aggregate.Max::new);
        List<Feature> features = new ArrayList<>();
        for (BenchWindow window : List.of(BenchWindow.DAY, BenchWindow.MONTH)) {
            aggregates.forEach((name, aggregate) -> features.add(PlainView.feature(
                    window.feature(name, "x"), aggregate.apply(Sql.of("x")), Optional.of(window.length()))));
        }
        return PlainView.published("hourly", "key", "rows", Duration.ofHours(1), features);
    }

    private static Dataset<Row> rows(long events) {
        long start = Micros.of(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC));
        String at = "timestamp_micros(" + start + " + bigint(id * " + Micros.of(SPAN) / (double) events + "D))";
        return LocalSpark.session()
                .range(0, events, 1, 2)
                .selectExpr(
                        "'k' as key",
                        at + " as event_timestamp",
                        at + " as created_timestamp",
                        "1e-14D * double(pmod(xxhash64(id), 9007199254740992L)) as x");
    }
}
