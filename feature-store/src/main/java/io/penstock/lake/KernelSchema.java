package io.penstock.lake;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.penstock.base.Fault;
import org.apache.spark.sql.types.StructField;

/** Columns of Spark as columns of Delta's kernel: the types that records have. */
final class KernelSchema {

    private KernelSchema() {}

    static StructType of(org.apache.spark.sql.types.StructType schema) {
        StructType result = new StructType();
        for (StructField field : schema.fields()) {
            result = result.add(field.name(), of(field.dataType()), true);
        }
        return result;
    }

    private static DataType of(org.apache.spark.sql.types.DataType type) {
        if (type instanceof org.apache.spark.sql.types.StructType struct) {
            return of(struct);
        }
        if (type instanceof org.apache.spark.sql.types.ArrayType array) {
            return new ArrayType(of(array.elementType()), true);
        }
        if (type instanceof org.apache.spark.sql.types.MapType map) {
            return new MapType(of(map.keyType()), of(map.valueType()), true);
        }
        return switch (type.typeName()) {
            case "string" -> StringType.STRING;
            case "integer" -> IntegerType.INTEGER;
            case "long" -> LongType.LONG;
            case "double" -> DoubleType.DOUBLE;
            case "boolean" -> BooleanType.BOOLEAN;
            case "date" -> DateType.DATE;
            case "timestamp" -> TimestampType.TIMESTAMP;
            default -> throw new Fault("a record cannot hold a " + type.simpleString());
        };
    }
}
