package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** One feature divided by another as doubles; null where either is null or the second is 0. */
final class Ratio implements FeatureValue {
    private final FeatureValue of;
    private final FeatureValue to;
    private final DataType ofType;
    private final DataType toType;
    private final InternalRow parts;

    Ratio(DataType ofType, FeatureValue of, DataType toType, FeatureValue to) {
        this.of = of;
        this.to = to;
        this.ofType = ofType;
        this.toType = toType;
        this.parts = new SpecificInternalRow(new StructType().add("of", ofType).add("to", toType));
    }

    @Override
    public boolean write(InternalRow out, int ordinal) {
        of.write(parts, 0);
        to.write(parts, 1);
        if (parts.isNullAt(0) || parts.isNullAt(1) || part(1, toType) == 0) {
            out.setNullAt(ordinal);
            return false;
        }
        out.setDouble(ordinal, part(0, ofType) / part(1, toType));
        return true;
    }

    private double part(int at, DataType type) {
        return switch (type.typeName()) {
            case "byte" -> parts.getByte(at);
            case "short" -> parts.getShort(at);
            case "integer" -> parts.getInt(at);
            case "long" -> parts.getLong(at);
            case "float" -> parts.getFloat(at);
            default -> parts.getDouble(at);
        };
    }
}
