package io.penstock.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.UserError;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;

/**
 * The borders of a training set in time. A row belongs to {@code train}, {@code validation} or {@code test} by its
 * event; what lies within {@code gap} before a border belongs to none.
 *
 * @param validationFrom first instant of validation
 * @param testFrom first instant of test
 * @param until end of test, exclusive
 * @param trainUntil end of train, exclusive: {@code validationFrom} less the gap
 * @param validationUntil end of validation, exclusive: {@code testFrom} less the gap
 */
record Splits(Instant trainUntil, Instant validationFrom, Instant validationUntil, Instant testFrom, Instant until) {

    /** The borders for a cut-off: the end, exclusive, of events whose labels have matured. */
    static Splits of(Split split, Instant from, Instant cutOff) {
        Splits splits = split instanceof Split.Back back ? back(back, cutOff) : dates((Split.Dates) split, cutOff);
        splits.check(from);
        return splits;
    }

    /** The name of a row's split by its event; null in a gap. */
    Column of(Column event) {
        return when(event.lt(at(trainUntil)), "train")
                .when(event.geq(at(validationFrom)).and(event.lt(at(validationUntil))), "validation")
                .when(event.geq(at(testFrom)).and(event.lt(at(until))), "test");
    }

    private static Splits back(Split.Back split, Instant cutOff) {
        Instant testFrom = cutOff.minus(split.test());
        Instant validationUntil = testFrom.minus(split.gap());
        Instant validationFrom = validationUntil.minus(split.validation());
        return new Splits(validationFrom.minus(split.gap()), validationFrom, validationUntil, testFrom, cutOff);
    }

    private static Splits dates(Split.Dates split, Instant cutOff) {
        Instant validationFrom = midnight(split.validationFrom());
        Instant testFrom = midnight(split.testFrom());
        Instant until = split.until()
                .map(Splits::midnight)
                .filter(end -> end.isBefore(cutOff))
                .orElse(cutOff);
        return new Splits(
                validationFrom.minus(split.gap()), validationFrom, testFrom.minus(split.gap()), testFrom, until);
    }

    private void check(Instant from) {
        if (!from.isBefore(trainUntil) || !validationFrom.isBefore(validationUntil) || !testFrom.isBefore(until)) {
            throw new UserError("the split leaves no room: train " + from + " to " + trainUntil + ", validation "
                    + validationFrom + " to " + validationUntil + ", test " + testFrom + " to " + until
                    + "; shorten `split` or choose a later --date");
        }
    }

    private static Column at(Instant instant) {
        return lit(Timestamp.from(instant));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static Column event() {
        return col("event_timestamp");
    }
}
