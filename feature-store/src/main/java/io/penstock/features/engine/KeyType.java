package io.penstock.features.engine;

import io.penstock.base.UserError;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The type in which one key column of a frame and of its views meet: equal types, or bigint for whole numbers. */
record KeyType(String column, DataType type) {
    static KeyType ofFrame(Dataset<Row> frame, String column) {
        return new KeyType(column, checked(Columns.typeOf(frame, column, "the frame"), "key column " + column));
    }

    KeyType with(InputPlan input, String key) {
        String where = "view " + input.view() + ": key " + key;
        DataType other = checked(Columns.typeOf(input.rows(), key, "view " + input.view()), where);
        if (other.equals(type)) {
            return this;
        }
        if (isIntegral(type) && isIntegral(other)) {
            return new KeyType(column, DataTypes.LongType);
        }
        throw new UserError(where + " is " + text(other) + ", but column " + column + " of the frame is " + text(type)
                + "; cast one of them");
    }

    static DataType checked(DataType type, String where) {
        if (ValueKind.of(type, where).isFloating()) {
            throw new UserError(where + " is " + text(type)
                    + "; floating-point values are no keys, cast it to a decimal," + " bigint or string");
        }
        return type;
    }

    private static boolean isIntegral(DataType type) {
        return ValueKind.of(type, "key").isIntegral();
    }

    private static String text(DataType type) {
        return type.sql().toLowerCase(Locale.ROOT);
    }
}
