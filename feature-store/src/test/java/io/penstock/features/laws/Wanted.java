package io.penstock.features.laws;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import io.penstock.features.Aggregate;
import io.penstock.features.Feature;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A feature as the oracle knows it. {@code input} is null for a count of rows and for a ratio; {@code window} in
 * microseconds, or forever; {@code parameter} is n of {@code last_n} and q of a quantile; {@code parts} are the features
 * that a ratio is of.
 */
record Wanted(String name, Kind kind, Input input, Where where, long window, BigDecimal parameter, List<Wanted> parts) {
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
        COUNT_DISTINCT,
        APPROX_COUNT_DISTINCT,
        SUM,
        MEAN,
        STDDEV,
        MIN,
        MAX,
        FIRST,
        LAST,
        LAST_N,
        QUANTILE,
        RATIO
    }

    /** {@code others} are features of the same view. */
    static Wanted random(String name, List<Wanted> others, Random random) {
        Kind kind = random.nextInt(4) == 0
                ? List.of(Kind.SUM, Kind.MEAN, Kind.STDDEV).get(random.nextInt(3))
                : Kind.values()[random.nextInt(Kind.values().length)];
        if (kind == Kind.RATIO) {
            return ratio(name, others.stream().filter(Wanted::isNumber).toList(), random);
        }
        Input input = Input.values()[random.nextInt(Input.values().length)];
        boolean isSum = kind == Kind.SUM || kind == Kind.MEAN || kind == Kind.STDDEV;
        if (isSum && !input.isNumber) {
            input = random.nextBoolean() ? Input.X : Input.N;
        }
        if (isCount(kind) && kind != Kind.COUNT && input.isFloating()) {
            input = random.nextBoolean() ? Input.S : Input.I;
        }
        if (kind == Kind.QUANTILE && !input.isRanked()) {
            input = random.nextBoolean() ? Input.X : Input.N;
        }
        if (kind == Kind.COUNT && random.nextBoolean()) {
            input = null;
        }
        Where where = random.nextInt(3) > 0 ? Where.ALL : Where.values()[random.nextInt(Where.values().length)];
        long window = random.nextInt(4) == 0 ? FOREVER : WINDOWS[random.nextInt(WINDOWS.length)];
        return new Wanted(name, kind, input, where, window, parameter(kind, random), List.of());
    }

    /** One of a kind that any column can be put into, or a number at least. */
    static Wanted over(long window, String name, Kind kind, Random random) {
        Input any = Input.values()[random.nextInt(Input.values().length)];
        boolean isSum = kind == Kind.SUM || kind == Kind.MEAN || kind == Kind.STDDEV;
        Input input = isSum && !any.isNumber ? Input.N : any;
        Where where = Where.values()[random.nextInt(Where.values().length)];
        return new Wanted(name, kind, input, where, window, parameter(kind, random), List.of());
    }

    /** A sum over some days. */
    static Wanted sum(String name, int days) {
        return new Wanted(name, Kind.SUM, Input.X, Where.ALL, days * 86_400_000_000L, BigDecimal.ZERO, List.of());
    }

    private static BigDecimal parameter(Kind kind, Random random) {
        return kind == Kind.LAST_N
                ? BigDecimal.valueOf(1 + random.nextInt(random.nextBoolean() ? 3 : 40))
                : new BigDecimal(List.of("0", "0.01", "0.07", "0.25", "0.5", "0.9", "0.999", "1")
                        .get(random.nextInt(8)));
    }

    private static Wanted ratio(String name, List<Wanted> numbers, Random random) {
        if (numbers.isEmpty()) {
            return new Wanted(name, Kind.COUNT, null, Where.ALL, FOREVER, BigDecimal.ZERO, List.of());
        }
        Wanted of = numbers.get(random.nextInt(numbers.size()));
        Wanted to = numbers.get(random.nextInt(numbers.size()));
        return new Wanted(
                name, Kind.RATIO, null, Where.ALL, Math.max(of.window, to.window), BigDecimal.ZERO, List.of(of, to));
    }

    /** Whether it can be divided. */
    private boolean isNumber() {
        return switch (kind) {
            case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT, SUM, MEAN, STDDEV, RATIO -> true;
            case MIN, MAX, FIRST, LAST, QUANTILE -> input.isNumber;
            case LAST_N -> false;
        };
    }

    /** The value over no rows. */
    Object empty() {
        return isCount(kind) ? (Object) 0L : null;
    }

    private static boolean isCount(Kind kind) {
        return kind == Kind.COUNT || kind == Kind.COUNT_DISTINCT || kind == Kind.APPROX_COUNT_DISTINCT;
    }

    boolean isOrdered() {
        return kind == Kind.FIRST || kind == Kind.LAST || kind == Kind.LAST_N;
    }

    Object value(Event event) {
        return input.value.apply(event);
    }

    Feature feature() {
        return new Feature(
                name,
                Location.NONE,
                aggregate(),
                window == FOREVER || kind == Kind.RATIO
                        ? Optional.empty()
                        : Optional.of(Duration.of(window, ChronoUnit.MICROS)),
                Optional.ofNullable(where.sql).map(Sql::of));
    }

    private Aggregate aggregate() {
        Sql sql = input == null ? null : Sql.of(input.sql);
        return switch (kind) {
            case COUNT -> new Aggregate.Count(Optional.ofNullable(sql));
            case COUNT_DISTINCT -> new Aggregate.CountDistinct(sql);
            case APPROX_COUNT_DISTINCT -> new Aggregate.ApproxCountDistinct(sql);
            case SUM -> new Aggregate.Sum(sql);
            case MEAN -> new Aggregate.Mean(sql);
            case STDDEV -> new Aggregate.StdDev(sql);
            case MIN -> new Aggregate.Min(sql);
            case MAX -> new Aggregate.Max(sql);
            case FIRST -> new Aggregate.First(sql);
            case LAST -> new Aggregate.Last(sql);
            case LAST_N -> new Aggregate.LastN(sql, parameter.intValueExact());
            case QUANTILE -> new Aggregate.Quantile(sql, parameter);
            case RATIO -> new Aggregate.Ratio(parts.get(0).name(), parts.get(1).name());
        };
    }
}
