package io.penstock.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them, the same on every machine. */
final class Format {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Format() {}

    /** {@code 336,776}. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 337k}, {@code 1.2M}: for the ends of axes. */
    static String brief(long value) {
        if (value < 10_000) {
            return count(value);
        }
        return value < 1_000_000
                ? String.format(Locale.ROOT, "%.0fk", value / 1e3)
                : String.format(Locale.ROOT, "%.1fM", value / 1e6);
    }

    /** Three places, {@code 0.754}; a dash if it is not a number. */
    static String decimal(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "–";
    }

    /** Four significant digits at most, {@code 0.05}, {@code 1,013}; a dash if it is not a number. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.min(6, Math.max(0, rounded.scale())) + "f", rounded);
    }

    /** Two significant digits, {@code 0.42}, {@code 1.6}; a dash if it is not a number. */
    static String brief(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString()
                : "–";
    }

    /** {@code 23.7 %}; a dash if it is not a number. */
    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share) : "–";
    }

    /** {@code 2013-11-01 00:00 UTC}. */
    static String instant(Instant instant) {
        return MINUTE.format(instant);
    }

    /** {@code 0.4 s}, {@code 72 s} as {@code 1 m 12 s}, {@code 2 h 5 m}. */
    static String took(Duration duration) {
        double seconds = duration.toMillis() / 1e3;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f\u00a0s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + "\u00a0s";
        }
        return whole < 3600 ? pair(whole / 60, "m", whole % 60, "s") : pair(whole / 3600, "h", whole / 60 % 60, "m");
    }

    /** {@code 1 batch}, {@code 304 batches}. */
    static String plural(long count, String one, String many) {
        return count(count) + "\u00a0" + (count == 1 ? one : many);
    }

    private static String pair(long big, String bigUnit, long small, String smallUnit) {
        return big + "\u00a0" + bigUnit + (small == 0 ? "" : "\u00a0" + small + "\u00a0" + smallUnit);
    }
}
