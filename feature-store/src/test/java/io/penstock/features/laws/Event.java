package io.penstock.features.laws;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A row of a source; times in microseconds. Its entity is k1, or k1 and k2. */
record Event(
        String k1,
        Long k2,
        long event,
        Long createdOrNull,
        String batch,
        long rowNumber,
        int id,
        Double x,
        Long n,
        Integer i,
        String s,
        Boolean b,
        Float f,
        LocalDate d,
        BigDecimal m) {

    static final StructType SCHEMA = StructType.fromDDL("k1 string, k2 bigint, event_timestamp timestamp,"
            + " created_timestamp timestamp, batch string, file string, row_number bigint, id int, x double, n bigint, i int,"
            + " s string, b boolean, f float, d date, m decimal(10,2)");

    long created() {
        return createdOrNull == null ? event : createdOrNull;
    }

    long known() {
        return Math.max(event, created());
    }

    Row row() {
        return RowFactory.create(
                k1,
                k2,
                timestamp(event),
                createdOrNull == null ? null : timestamp(createdOrNull),
                batch,
                "file",
                rowNumber,
                id,
                x,
                n,
                i,
                s,
                b,
                f,
                d == null ? null : Date.valueOf(d),
                m);
    }

    /** Whether it belongs to a key; a null matches nothing. */
    boolean isOf(Key key) {
        return Objects.equals(k1, key.k1()) && (!key.hasBoth() || key.k2().equals(k2)) && k1 != null;
    }

    static Timestamp timestamp(long micros) {
        return Timestamp.from(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
