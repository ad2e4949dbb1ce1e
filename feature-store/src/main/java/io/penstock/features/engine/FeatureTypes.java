package io.penstock.features.engine;

import io.penstock.features.Entity;
import io.penstock.features.FeatureView;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The types of a view's features, found without rows. */
public final class FeatureTypes {
    private FeatureTypes() {}

    /** The features in the order of the view. */
    public static StructType of(FeatureView view, StructType source) {
        Dataset<Row> none = SparkSession.active().createDataFrame(List.of(), source);
        FeatureCompiler compiler = new FeatureCompiler(view, none, new SlotColumns());
        List<StructField> fields = view.features().stream()
                .map(f -> DataTypes.createStructField(
                        f.name(), compiler.compile(f).type(), true))
                .toList();
        return DataTypes.createStructType(fields);
    }

    /** The columns of the view's table. */
    public static StructType ofTable(FeatureView view, Entity entity, StructType source) {
        return TickPlan.tableSchema(entity, List.of(of(view, source).fields()));
    }
}
