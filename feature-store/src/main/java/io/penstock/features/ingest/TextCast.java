package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.rtrim;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.ColumnType;
import java.time.ZoneId;
import org.apache.spark.sql.Column;

/**
 * Texts as values of a declared type, null where a text is none.
 *
 * <p>Spark's {@code try_cast}, but narrower: a timestamp or date begins with a whole date (Spark would complete {@code 12:30} with
 * today), and what follows the date is a clock (Spark takes anything); Java's {@code 1d} and {@code 2f} are no numbers, a number beyond
 * the greatest is not infinite, and a decimal is not rounded. A timestamp without zone or offset is a clock of the feed's zone.
 */
final class TextCast {
    private static final String DATE = "\\s*[+-]?\\d{4,6}-\\d{1,2}-\\d{1,2}";
    private static final String CLOCK = "([ T](\\d{1,2}(:\\d{1,2}(:\\d{1,2}(\\.\\d*)?)?)?)?)?\\s*";

    private TextCast() {}

    /** @param text an SQL expression that gives a text */
    static Column cast(String text, ColumnType type, ZoneId zone) {
        Column value = expr("try_cast(" + text + " as " + type.name() + ")");
        return switch (type.name()) {
            case "string" -> expr(text);
            case "float", "double" ->
                when(not(hasJavaSuffix(expr(text))).and(not(overflows(expr(text), value))), value);
            case "date" -> when(isDate(text), value);
            case "timestamp" -> when(expr(text).rlike("^" + DATE), instant(expr(text), value, zone));
            default -> type.name().startsWith("decimal") ? when(fits(expr(text), scale(type)), value) : value;
        };
    }

    private static Column instant(Column text, Column readAsUtc, ZoneId zone) {
        if (zone.equals(ZoneId.of("UTC")) || zone.getId().equals("Z")) {
            return readAsUtc;
        }
        return when(isNaive(text), to_utc_timestamp(readAsUtc, zone.getId())).otherwise(readAsUtc);
    }

    /** Whether a text that is an instant has neither zone nor offset. */
    static Column isNaive(Column text) {
        return text.rlike("^" + DATE + CLOCK + "$");
    }

    private static Column isDate(String text) {
        Column isMoment = expr("try_cast(" + text + " as timestamp)").isNotNull();
        return expr(text)
                .rlike("^" + DATE + "\\s*$")
                .or(expr(text).rlike("^" + DATE).and(isMoment));
    }

    /** Whether a text writes a finite number that is too great for its type. */
    private static Column overflows(Column text, Column value) {
        Column isInfinite = abs(value).equalTo(Double.POSITIVE_INFINITY);
        return isInfinite.and(not(lower(text).contains("inf")));
    }

    private static int scale(ColumnType decimal) {
        String name = decimal.name();
        return Integer.parseInt(name.substring(name.indexOf(',') + 1, name.indexOf(')')));
    }

    /** Whether a number has no more digits behind the point, its exponent counted, than a decimal keeps. */
    private static Column fits(Column text, int scale) {
        Column digits = length(rtrim(regexp_extract(text, "\\.(\\d*)", 1), "0"));
        Column exponent = regexp_extract(text, "[eE]([+-]?\\d{1,9})\\s*$", 1);
        Column moved = when(exponent.equalTo(""), "0").otherwise(exponent).cast("int");
        return digits.minus(moved).leq(scale);
    }

    private static Column hasJavaSuffix(Column text) {
        return substring(text, -1, 1)
                .isin("d", "D", "f", "F")
                .and(not(lower(text).endsWith("inf")));
    }
}
