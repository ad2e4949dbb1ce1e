package io.penstock.validation;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.expressions.XxHash64Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Spark's {@code xxhash64} of some inputs followed by the bits that say which are null. Computed here and not by an expression,
 * for the code that Spark generates for a wide row is too long for Java to compile.
 */
final class RowHash implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long SEED = 42;
    private static final int FLAGS_A_WORD = 63;

    private final int[] places;
    private final DataType[] types;

    RowHash(int[] places, DataType[] types) {
        this.places = places;
        this.types = types;
    }

    long of(InternalRow row) {
        long hash = SEED;
        for (int i = 0; i < places.length; i++) {
            if (!row.isNullAt(places[i])) {
                hash = value(row, places[i], types[i], hash);
            }
        }
        for (int from = 0; from < places.length; from += FLAGS_A_WORD) {
            hash = XXH64.hashLong(nulls(row, from), hash);
        }
        return hash;
    }

    private static long value(InternalRow row, int at, DataType type, long seed) {
        if (type == DataTypes.DoubleType) {
            double value = row.getDouble(at);
            return XXH64.hashLong(Double.doubleToLongBits(value == 0 ? 0.0 : value), seed);
        } else if (type == DataTypes.StringType) {
            return XXH64.hashUTF8String(row.getUTF8String(at), seed);
        } else if (type == DataTypes.IntegerType || type == DataTypes.DateType) {
            return XXH64.hashInt(row.getInt(at), seed);
        } else if (type == DataTypes.LongType || type == DataTypes.TimestampType) {
            return XXH64.hashLong(row.getLong(at), seed);
        }
        return XxHash64Function.hash(row.get(at, type), type, seed);
    }

    private long nulls(InternalRow row, int from) {
        long flags = 0;
        for (int i = from; i < Math.min(from + FLAGS_A_WORD, places.length); i++) {
            if (row.isNullAt(places[i])) {
                flags |= 1L << (i - from);
            }
        }
        return flags;
    }
}
