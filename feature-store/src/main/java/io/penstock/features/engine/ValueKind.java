package io.penstock.features.engine;

import io.penstock.base.UserError;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** What a value is, and how it travels: whole numbers and times as bigint, floating ones as double, others as they are. */
enum ValueKind {
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    BIGINT,
    DATE,
    TIMESTAMP,
    FLOAT,
    DOUBLE,
    STRING,
    DECIMAL,
    /** Of any of the others; only of published features. */
    ARRAY;

    static final String ALLOWED = "boolean, int, bigint, float, double, decimal, string, date, timestamp";

    static ValueKind of(DataType type, String where) {
        return switch (type.typeName()) {
            case "boolean" -> BOOLEAN;
            case "byte" -> BYTE;
            case "short" -> SHORT;
            case "integer" -> INT;
            case "long" -> BIGINT;
            case "date" -> DATE;
            case "timestamp" -> TIMESTAMP;
            case "float" -> FLOAT;
            case "double" -> DOUBLE;
            case "string" -> STRING;
            default -> {
                if (type instanceof DecimalType) {
                    yield DECIMAL;
                }
                throw new UserError(where + " has type " + type.sql().toLowerCase(Locale.ROOT)
                        + ", which no feature or key can hold; allowed: " + ALLOWED);
            }
        };
    }

    /** As {@link #of}, or an array. */
    static ValueKind ofFeature(DataType type, String where) {
        return type instanceof ArrayType ? ARRAY : of(type, where);
    }

    boolean isIntegral() {
        return this == BYTE || this == SHORT || this == INT || this == BIGINT;
    }

    boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    /** Whether a feature of a type can be added up or divided. */
    static boolean isNumber(DataType type) {
        return switch (type.typeName()) {
            case "byte", "short", "integer", "long", "float", "double" -> true;
            default -> false;
        };
    }

    /** Whether values have ranks that a long holds. */
    boolean isRanked() {
        return isIntegral() || isFloating() || this == DATE || this == TIMESTAMP;
    }

    /** Whether it travels as a bigint. */
    boolean isLong() {
        return ordinal() <= TIMESTAMP.ordinal();
    }

    /** The type of the exchange's column that carries a value of {@code type}. */
    DataType slotType(DataType type) {
        if (isLong()) {
            return DataTypes.LongType;
        }
        return isFloating() ? DataTypes.DoubleType : type;
    }

    Column toSlot(Column value) {
        return switch (this) {
            case DATE -> functions.unix_date(value).cast(DataTypes.LongType);
            case TIMESTAMP -> functions.unix_micros(value);
            case BOOLEAN -> value.cast(DataTypes.IntegerType).cast(DataTypes.LongType);
            case BYTE, SHORT, INT -> value.cast(DataTypes.LongType);
            case FLOAT -> value.cast(DataTypes.DoubleType);
            case BIGINT, DOUBLE, STRING, DECIMAL, ARRAY -> value;
        };
    }

    /** Puts a value that travelled as a bigint into a result. */
    void write(InternalRow out, int ordinal, long value) {
        switch (this) {
            case BOOLEAN -> out.setBoolean(ordinal, value != 0);
            case BYTE -> out.setByte(ordinal, (byte) value);
            case SHORT -> out.setShort(ordinal, (short) value);
            case INT, DATE -> out.setInt(ordinal, (int) value);
            default -> out.setLong(ordinal, value);
        }
    }

    /** A value that travelled as a bigint, as Spark's arrays hold it. */
    Object box(long value) {
        return switch (this) {
            case BOOLEAN -> value != 0;
            case BYTE -> (byte) value;
            case SHORT -> (short) value;
            case INT, DATE -> (int) value;
            default -> value;
        };
    }

    /** A value that travelled as a double, as Spark's arrays hold it. */
    Object box(double value) {
        return this == FLOAT ? (Object) (float) value : (Object) value;
    }

    /** Puts a value that travelled as a double into a result. */
    void write(InternalRow out, int ordinal, double value) {
        if (this == FLOAT) {
            out.setFloat(ordinal, (float) value);
        } else {
            out.setDouble(ordinal, value);
        }
    }
}
