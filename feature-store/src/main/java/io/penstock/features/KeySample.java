package io.penstock.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.xxhash64;

import io.penstock.base.Micros;
import io.penstock.base.UserError;
import io.penstock.validation.ColumnNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A share of keys, chosen by a hash of the key alone: all rows of a key are in it or none, today as tomorrow, in Spark as
 * in Java; a smaller share is part of a greater one.
 *
 * @param share 0 to 1
 */
public record KeySample(double share) {
    /** Every key. */
    public static final KeySample ALL = new KeySample(1);

    private static final String BETWEEN = "\u0001";
    private static final long SEED = 42;
    private static final int UNUSED_BITS = 11;

    public KeySample {
        if (!(share >= 0 && share <= 1)) {
            throw new UserError("a sample is a share of keys between 0 and 1 (0% and 100%), not " + share);
        }
    }

    /** Whether a key is in the sample, given by its values in order. */
    public boolean holds(List<?> key) {
        String text = key.stream().map(KeySample::text).collect(Collectors.joining(BETWEEN));
        UTF8String bytes = UTF8String.fromString(text);
        long hash = XXH64.hashUnsafeBytes(bytes.getBaseObject(), bytes.getBaseOffset(), bytes.numBytes(), SEED);
        return hash >>> UNUSED_BITS < limit();
    }

    /** Whether the key in these columns of a frame is in the sample. */
    public Column holds(StructType schema, List<String> keys) {
        return rank(schema, keys).lt(limit());
    }

    /** The number by which keys come into a sample, the lowest first. */
    public static Column rank(StructType schema, List<String> keys) {
        Column[] parts = keys.stream().map(key -> text(schema.apply(key))).toArray(Column[]::new);
        return shiftrightunsigned(xxhash64(concat_ws(BETWEEN, parts)), UNUSED_BITS);
    }

    private long limit() {
        return (long) (share * (1L << (Long.SIZE - UNUSED_BITS)));
    }

    private static String text(Object value) {
        if (value instanceof Instant instant) {
            return String.valueOf(Micros.of(instant));
        } else if (value instanceof LocalDate date) {
            return String.valueOf(date.toEpochDay());
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    private static Column text(StructField field) {
        Column value = ColumnNames.column(field.name());
        Column text =
                switch (field.dataType().typeName()) {
                    case "timestamp" -> unix_micros(value).cast("string");
                    case "date" -> unix_date(value).cast("string");
                    default -> value.cast("string");
                };
        return coalesce(text, lit("null"));
    }
}
