package io.penstock.validation.consistency;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * How far an online value is from an offline one.
 *
 * <p>NaN equals NaN, and 0.0 equals -0.0. Numbers of different types are different though they may be 0 apart. Instants
 * are seconds apart, dates days; texts and truth values are infinitely far apart, as a value is from null.
 *
 * @param absolute 0 where they are equal
 * @param relative to the greater of the two; 0 where they are equal, else infinite for what is no number
 * @param ulps how many doubles lie between them, the farther one included; {@link Long#MAX_VALUE} for what is no number
 */
public record Difference(Agreement agreement, double absolute, double relative, long ulps) {

    public Difference {
        requireNonNull(agreement, "agreement");
    }

    /** The difference of two values as Spark's Java rows hold them; either may be null. */
    public static Difference of(Object offline, Object online) {
        if (offline == null || online == null) {
            return offline == online
                    ? none(Agreement.BOTH_NULL)
                    : far(online == null ? Agreement.ONLY_OFFLINE : Agreement.ONLY_ONLINE);
        }
        if (offline instanceof Number a && online instanceof Number b) {
            return ofNumbers(a, b);
        }
        if (Objects.equals(offline, online)) {
            return none(Agreement.EQUAL);
        }
        if (offline instanceof Instant a && online instanceof Instant b) {
            Duration between = Duration.between(a, b).abs(); // in nanoseconds it may be more than a long
            return apart(between.getSeconds() + between.getNano() / 1e9);
        }
        if (offline instanceof LocalDate a && online instanceof LocalDate b) {
            return apart(Math.abs((double) a.toEpochDay() - b.toEpochDay()));
        }
        return far(Agreement.DIFFERENT);
    }

    /** Whether the pair agrees: both null, the same, or apart by no more than an absolute difference. */
    public boolean agrees(double within) {
        return agreement == Agreement.EQUAL
                || agreement == Agreement.BOTH_NULL
                || agreement == Agreement.DIFFERENT && absolute > 0 && absolute <= within;
    }

    /** Whether only the type tells two values apart, or one is the other as a float holds it. */
    public static boolean isOfPrecision(Object offline, Object online) {
        if (!(offline instanceof Number a && online instanceof Number b)) {
            return false;
        }
        double x = a.doubleValue();
        double y = b.doubleValue();
        return x == y ? a.getClass() != b.getClass() : (float) x == y || (float) y == x;
    }

    private static Difference ofNumbers(Number a, Number b) {
        boolean sameType = a.getClass() == b.getClass();
        if (sameType && (a.equals(b) || areEqual(a, b))) {
            return none(Agreement.EQUAL);
        }
        double x = a.doubleValue();
        double y = b.doubleValue();
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return Double.isNaN(x) && Double.isNaN(y)
                    ? new Difference(Agreement.DIFFERENT, 0, 0, 0)
                    : far(Agreement.DIFFERENT);
        }
        double absolute = distance(a, b, x, y);
        double greater = Math.max(Math.abs(x), Math.abs(y));
        return new Difference(Agreement.DIFFERENT, absolute, absolute == 0 ? 0 : absolute / greater, ulps(x, y));
    }

    /** The two zeros, and decimals of different scales. */
    private static boolean areEqual(Number a, Number b) {
        return a instanceof BigDecimal x
                ? x.compareTo((BigDecimal) b) == 0
                : isFloating(a) && a.doubleValue() == b.doubleValue();
    }

    /** Whole numbers beyond 2^53 differ though their doubles do not. */
    private static double distance(Number a, Number b, double x, double y) {
        return isFloating(a) || isFloating(b)
                ? x == y ? 0 : Math.abs(x - y)
                : new BigDecimal(a.toString())
                        .subtract(new BigDecimal(b.toString()))
                        .abs()
                        .doubleValue();
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static long ulps(double x, double y) {
        long difference = ordered(x) - ordered(y);
        boolean overflown = ((ordered(x) ^ ordered(y)) & (ordered(x) ^ difference)) < 0;
        return overflown || difference == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(difference);
    }

    /** Doubles as whole numbers in the same order, neighbours 1 apart, both zeros 0. */
    private static long ordered(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    private static Difference none(Agreement agreement) {
        return new Difference(agreement, 0, 0, 0);
    }

    private static Difference apart(double absolute) {
        return new Difference(Agreement.DIFFERENT, absolute, Double.POSITIVE_INFINITY, Long.MAX_VALUE);
    }

    private static Difference far(Agreement agreement) {
        return new Difference(agreement, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Long.MAX_VALUE);
    }
}
