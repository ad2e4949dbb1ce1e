package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
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
 * today), and Java's {@code 1d} and {@code 2f} are no numbers. A timestamp without zone or offset is a clock of the feed's zone.
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
            case "float", "double" -> when(not(hasJavaSuffix(expr(text))), value);
            case "date" -> when(expr(text).rlike("^" + DATE), value);
            case "timestamp" -> when(expr(text).rlike("^" + DATE), instant(expr(text), value, zone));
            default -> value;
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

    private static Column hasJavaSuffix(Column text) {
        return substring(text, -1, 1)
                .isin("d", "D", "f", "F")
                .and(not(lower(text).endsWith("inf")));
    }
}
