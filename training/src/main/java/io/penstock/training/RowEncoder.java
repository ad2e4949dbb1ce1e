package io.penstock.training;

import io.penstock.base.UserError;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.unsafe.types.UTF8String;

/** Writes the inputs of a row as floats; compiled from an {@link Encoding} for the columns of one frame. */
final class RowEncoder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] places;
    private final DataType[] types;
    private final String[] names;
    private final String[][] categories;
    private final float[] otherCodes;
    private transient Map<String, Float>[] textCodes;
    private transient Map<UTF8String, Float>[] codes;

    RowEncoder(int[] places, DataType[] types, List<ModelInput> inputs) {
        this.places = places;
        this.types = types;
        this.names = inputs.stream().map(ModelInput::name).toArray(String[]::new);
        this.categories = new String[inputs.size()][];
        this.otherCodes = new float[inputs.size()];
        for (int i = 0; i < categories.length; i++) {
            if (inputs.get(i).ordinal().isPresent()) {
                ModelInput.Ordinal ordinal = inputs.get(i).ordinal().get();
                categories[i] = ordinal.categories().toArray(new String[0]);
                otherCodes[i] = ordinal.otherCode();
            }
        }
    }

    /** Floats a row. */
    int width() {
        return places.length;
    }

    /** Writes the row's floats at an offset. */
    void encode(InternalRow row, float[] out, int offset) {
        if (codes == null) {
            buildCodes();
        }
        for (int i = 0; i < places.length; i++) {
            out[offset + i] = row.isNullAt(places[i]) ? Float.NaN : value(row, i);
        }
    }

    private float value(InternalRow row, int i) {
        if (codes[i] != null) {
            return code(row, i);
        }
        // Adding 0 turns -0.0 into 0.0, which trees split alike but hashes and other servers do not.
        float value = number(row, places[i], types[i]) + 0.0f;
        if (Float.isInfinite(value)) {
            throw new UserError("column " + names[i] + " holds a value that no float can hold ("
                    + row.get(places[i], types[i]) + "): bound it in the definition that makes it");
        }
        return value;
    }

    private float code(InternalRow row, int i) {
        Float code = types[i] instanceof StringType
                ? codes[i].get(row.getUTF8String(places[i]))
                : textCodes[i].get(String.valueOf(row.get(places[i], types[i])));
        return code == null ? otherCodes[i] : code;
    }

    private static float number(InternalRow row, int place, DataType type) {
        if (type instanceof DoubleType) {
            return (float) row.getDouble(place);
        } else if (type instanceof LongType) {
            return row.getLong(place);
        } else if (type instanceof IntegerType) {
            return row.getInt(place);
        } else if (type instanceof FloatType) {
            return row.getFloat(place);
        } else if (type instanceof BooleanType) {
            return row.getBoolean(place) ? 1 : 0;
        } else if (type instanceof ShortType) {
            return row.getShort(place);
        } else if (type instanceof ByteType) {
            return row.getByte(place);
        } else if (type instanceof DecimalType decimal) {
            return (float)
                    row.getDecimal(place, decimal.precision(), decimal.scale()).toDouble();
        }
        throw new IllegalStateException("no number: " + type.catalogString());
    }

    @SuppressWarnings("unchecked")
    private void buildCodes() {
        Map<String, Float>[] byText = new Map[places.length];
        Map<UTF8String, Float>[] byBytes = new Map[places.length];
        for (int i = 0; i < places.length; i++) {
            if (categories[i] != null) {
                byText[i] = new HashMap<>();
                byBytes[i] = new HashMap<>();
                for (int code = 0; code < categories[i].length; code++) {
                    byText[i].put(categories[i][code], (float) code);
                    byBytes[i].put(UTF8String.fromString(categories[i][code]), (float) code);
                }
            }
        }
        textCodes = byText;
        codes = byBytes;
    }
}
