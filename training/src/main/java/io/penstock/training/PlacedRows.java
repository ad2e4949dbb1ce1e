package io.penstock.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.penstock.base.UserError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataTypes;

/**
 * A split's label and features, laid out the same way however the rows came: XGBoost gives equal bytes for equal
 * placement only.
 */
final class PlacedRows {
    static final String FEATURES = "__features";
    private static final String HASH = "__placement";

    private PlacedRows() {}

    static Placement placement(TrainingData data, int workers, int threads, String device) {
        List<String> key = Stream.concat(data.key().stream(), Stream.of(TrainingData.MOMENT))
                .distinct()
                .toList();
        return new Placement("xxhash64(key)", key, workers, threads, device);
    }

    /** One partition a worker, none empty. */
    static Dataset<Row> of(String model, TrainingData data, String split, Encoding encoding, Placement placement) {
        Dataset<Row> rows = encoded(data.split(split), encoding, model);
        List<Column> order = new ArrayList<>(List.of(col(HASH)));
        placement.key().forEach(name -> order.add(col(name)));
        order.add(col(TrainingData.LABEL));
        order.add(col(FEATURES));
        Dataset<Row> placed = rows.withColumn(
                        HASH,
                        xxhash64(placement.key().stream().map(name -> col(name)).toArray(Column[]::new)))
                .repartition(placement.workers(), col(HASH))
                .sortWithinPartitions(order.toArray(Column[]::new))
                .select(TrainingData.LABEL, FEATURES);
        // Executed once here; XGBoost would plan and shuffle it anew each time that it asks for the partitions.
        Dataset<Row> fixed = placed.sparkSession()
                .internalCreateDataFrame(placed.queryExecution().toRdd(), placed.schema(), false);
        refuseEmptyPartitions(fixed, model, split, placement.workers());
        return fixed;
    }

    /** The rows with one more column, what the trees read of each. */
    static Dataset<Row> encoded(Dataset<Row> rows, Encoding encoding, String model) {
        RowEncoder encoder = encoding.encoder(rows.schema(), model);
        JavaRDD<InternalRow> encoded =
                rows.queryExecution().toRdd().toJavaRDD().mapPartitions(each -> new EncodedRows(each, encoder));
        return rows.sparkSession()
                .internalCreateDataFrame(
                        encoded.rdd(),
                        rows.schema().add(FEATURES, DataTypes.createArrayType(DataTypes.FloatType, false)),
                        false);
    }

    private static void refuseEmptyPartitions(Dataset<Row> placed, String model, String split, int workers) {
        if (workers == 1) {
            return;
        }
        List<Boolean> filled = placed.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> List.of(rows.hasNext()).iterator())
                .collect();
        if (filled.contains(false)) {
            throw new UserError("split " + split + " of the training set of model " + model
                    + " has too few rows for train.workers: " + workers + ", one of them would get none; set fewer");
        }
    }

    private static final class EncodedRows implements Iterator<InternalRow> {
        private final Iterator<InternalRow> rows;
        private final RowEncoder encoder;
        private final GenericInternalRow added = new GenericInternalRow(1);
        private final JoinedRow joined = new JoinedRow();

        EncodedRows(Iterator<InternalRow> rows, RowEncoder encoder) {
            this.rows = rows;
            this.encoder = encoder;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public InternalRow next() {
            InternalRow row = rows.next();
            float[] vector = new float[encoder.width()];
            encoder.encode(row, vector, 0);
            added.update(0, UnsafeArrayData.fromPrimitiveArray(vector));
            return joined.apply(row, added);
        }
    }
}
