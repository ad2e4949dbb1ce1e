package io.penstock.features;

import io.penstock.base.UserError;
import io.penstock.validation.ColumnNames;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Values of definitions as rows of Spark's types, by way of their texts. */
final class TypedRows {
    private TypedRows() {}

    static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /**
     * Rows with these columns.
     *
     * @param texts the columns' values as texts
     * @param what they are, for the message
     * @throws UserError if a text is no value of its column
     */
    static Dataset<Row> of(SparkSession spark, StructType types, List<Row> texts, String what) {
        StructType asTexts = new StructType();
        for (StructField column : types.fields()) {
            asTexts = asTexts.add(column.name(), DataTypes.StringType);
        }
        Column[] typed = new Column[types.size()];
        for (int i = 0; i < typed.length; i++) {
            StructField column = types.apply(i);
            typed[i] = ColumnNames.column(column.name()).cast(column.dataType()).as(column.name());
        }
        try {
            List<Row> rows = spark.createDataFrame(texts, asTexts).select(typed).collectAsList();
            return spark.createDataFrame(rows, types);
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new UserError(what + " do not have the types of their columns: " + reason, e);
        }
    }
}
