package io.penstock.features.laws;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Values in a form in which equality is equality to the bit: times as numbers, floating ones as text that tells -0.0. */
final class Canonical {
    private Canonical() {}

    static Object of(Object value) {
        if (value instanceof Double d) {
            return d + " " + Long.toHexString(Double.doubleToLongBits(d));
        } else if (value instanceof Float f) {
            return f + " " + Integer.toHexString(Float.floatToIntBits(f));
        } else if (value instanceof Timestamp t) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, t.toInstant());
        } else if (value instanceof Date d) {
            return d.toLocalDate().toEpochDay();
        } else if (value instanceof Instant instant) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        } else if (value instanceof LocalDate day) {
            return day.toEpochDay();
        } else if (value instanceof Integer i) {
            return i.longValue();
        } else if (value instanceof BigDecimal d) {
            return d.setScale(2).toString();
        } else if (value instanceof Seq<?> elements) {
            return of(JavaConverters.seqAsJavaList(elements));
        } else if (value instanceof List<?> elements) {
            List<Object> canonical = new ArrayList<>();
            elements.forEach(element -> canonical.add(of(element)));
            return canonical;
        }
        return value;
    }
}
