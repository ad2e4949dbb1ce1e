package io.penstock.training;

import io.penstock.base.UserError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The one projection of a frame's columns to what the trees read, for training and scoring alike.
 *
 * <p>A null becomes NaN (missing), a boolean 0 or 1, -0.0 becomes 0.0, a number the nearest float, a category its code.
 */
final class Encoding {
    private final List<ModelInput> inputs;
    private final List<DataType> types;

    private Encoding(List<ModelInput> inputs, List<DataType> types) {
        this.inputs = List.copyOf(inputs);
        this.types = List.copyOf(types);
    }

    /** The projection that these inputs, once fitted, describe. */
    static Encoding of(List<ModelInput> inputs) {
        return new Encoding(
                inputs,
                inputs.stream().map(input -> DataType.fromDDL(input.type())).toList());
    }

    List<ModelInput> inputs() {
        return inputs;
    }

    List<String> names() {
        return inputs.stream().map(ModelInput::name).toList();
    }

    /** An encoder of rows that hold exactly the inputs, in order. */
    RowEncoder encoder() {
        int[] places = new int[inputs.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        return new RowEncoder(places, types.toArray(new DataType[0]), inputs);
    }

    /** An encoder of a frame's rows; refuses a frame that lacks an input or has it in another type. */
    RowEncoder encoder(StructType frame, String model) {
        Map<String, Integer> at = new HashMap<>();
        for (int i = 0; i < frame.size(); i++) {
            at.put(frame.fields()[i].name(), i);
        }
        List<String> wrong = new ArrayList<>();
        int[] places = new int[inputs.size()];
        for (int i = 0; i < places.length; i++) {
            ModelInput input = inputs.get(i);
            Integer place = at.get(input.name());
            if (place == null) {
                wrong.add("column " + input.name() + " (" + input.type() + ") is not there");
            } else if (!frame.fields()[place].dataType().equals(types.get(i))) {
                wrong.add("column " + input.name() + " is "
                        + frame.fields()[place].dataType().catalogString() + ", the model was trained on "
                        + input.type());
            } else {
                places[i] = place;
            }
        }
        if (!wrong.isEmpty()) {
            throw new UserError("model " + model + " cannot read this frame: " + String.join("; ", wrong)
                    + ". Build the frame from the definitions that the model was trained with, or train it again.");
        }
        return new RowEncoder(places, types.toArray(new DataType[0]), inputs);
    }

    /** The schema of a frame that holds the inputs alone. */
    StructType schema() {
        StructType schema = new StructType();
        for (int i = 0; i < inputs.size(); i++) {
            schema = schema.add(new StructField(
                    inputs.get(i).name(), types.get(i), true, org.apache.spark.sql.types.Metadata.empty()));
        }
        return schema;
    }

    /** Values as JSON has them, in Spark's internal form. */
    Object[] catalyst(List<Object> values) {
        Object[] row = new Object[values.size()];
        for (int i = 0; i < row.length; i++) {
            Object value = values.get(i);
            row[i] = value == null ? null : catalyst(value, types.get(i));
        }
        return row;
    }

    private static Object catalyst(Object value, DataType type) {
        if (type instanceof StringType) {
            return UTF8String.fromString((String) value);
        } else if (type instanceof BooleanType) {
            return value;
        } else if (type instanceof DecimalType decimal) {
            return Decimal.apply(new BigDecimal(value.toString()), decimal.precision(), decimal.scale());
        }
        Number number = (Number) value;
        if (type instanceof ByteType) {
            return number.byteValue();
        } else if (type instanceof ShortType) {
            return number.shortValue();
        } else if (type instanceof IntegerType) {
            return number.intValue();
        } else if (type instanceof LongType) {
            return number.longValue();
        } else if (type instanceof FloatType) {
            return number.floatValue();
        } else if (type instanceof DoubleType) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(type.catalogString());
    }
}
