package io.penstock.features.laws;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import io.penstock.features.Aggregate;
import io.penstock.features.Feature;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;

/** A feature as the oracle knows it. {@code input} is null for a count of rows; {@code window} in microseconds, or forever. */
record Wanted(String name, Kind kind, Input input, Where where, long window) {
    static final long FOREVER = Long.MAX_VALUE;

    private static final long[] WINDOWS = {
        1_000_000L,
        60_000_000L,
        3_600_000_000L,
        3 * 3_600_000_000L,
        86_400_000_000L,
        7 * 86_400_000_000L,
        30 * 86_400_000_000L
    };

    enum Kind {
        COUNT,
        SUM,
        MEAN,
        STDDEV,
        MIN,
        MAX,
        FIRST,
        LAST
    }

    static Wanted random(String name, Random random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        Input input = Input.values()[random.nextInt(Input.values().length)];
        boolean isSum = kind == Kind.SUM || kind == Kind.MEAN || kind == Kind.STDDEV;
        if (isSum && !input.isNumber) {
            input = random.nextBoolean() ? Input.X : Input.N;
        }
        if (kind == Kind.COUNT && random.nextBoolean()) {
            input = null;
        }
        Where where = random.nextInt(3) > 0 ? Where.ALL : Where.values()[random.nextInt(Where.values().length)];
        long window = random.nextInt(4) == 0 ? FOREVER : WINDOWS[random.nextInt(WINDOWS.length)];
        return new Wanted(name, kind, input, where, window);
    }

    boolean isOrdered() {
        return kind == Kind.FIRST || kind == Kind.LAST;
    }

    Object value(Event event) {
        return input.value.apply(event);
    }

    Feature feature() {
        return new Feature(
                name,
                Location.NONE,
                aggregate(),
                window == FOREVER ? Optional.empty() : Optional.of(Duration.of(window, ChronoUnit.MICROS)),
                Optional.ofNullable(where.sql).map(Sql::of));
    }

    private Aggregate aggregate() {
        Sql sql = input == null ? null : Sql.of(input.sql);
        return switch (kind) {
            case COUNT -> new Aggregate.Count(Optional.ofNullable(sql));
            case SUM -> new Aggregate.Sum(sql);
            case MEAN -> new Aggregate.Mean(sql);
            case STDDEV -> new Aggregate.StdDev(sql);
            case MIN -> new Aggregate.Min(sql);
            case MAX -> new Aggregate.Max(sql);
            case FIRST -> new Aggregate.First(sql);
            case LAST -> new Aggregate.Last(sql);
        };
    }
}
