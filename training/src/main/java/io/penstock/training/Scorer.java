package io.penstock.training;

import io.penstock.base.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Gives every row of a frame a model's score and decision, without a shuffle and without changing the row. */
public final class Scorer {
    /** Column added: the probability of label 1, a double. */
    public static final String SCORE = "score";

    /** Column added: whether the score is at or above the model's threshold, a boolean. */
    public static final String DECISION = "decision";

    /** Column added by {@link #vectors}: input to the value that the trees read, a map of text to double. */
    public static final String VECTOR = "vector";

    private Scorer() {}

    /**
     * Appends {@link #SCORE} and {@link #DECISION} to each row, lazily.
     *
     * @param frame rows with at least the model's inputs, each of the type that it was trained on
     * @param viewHashes definition hash of each feature view that gave columns; must be those of the training
     * @return the frame with two more columns; a score that is no probability fails the job that reads it
     */
    public static Dataset<Row> score(Dataset<Row> frame, Map<String, String> viewHashes, Model model) {
        refuseOtherViews(viewHashes, model.manifest());
        refuseClashes(frame.schema(), model.manifest().model());
        RowEncoder encoder =
                model.encoding().encoder(frame.schema(), model.manifest().model());
        SparkSession spark = frame.sparkSession();
        Broadcast<byte[]> booster =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model.booster());
        String digest = model.digest();
        String name = model.manifest().model();
        double threshold = model.manifest().threshold();
        JavaRDD<InternalRow> scored = frame.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> new ScoredRows(rows, encoder, digest, name, threshold, booster));
        StructType schema = frame.schema().add(SCORE, DataTypes.DoubleType).add(DECISION, DataTypes.BooleanType);
        return spark.internalCreateDataFrame(scored.rdd(), schema, false);
    }

    /**
     * Appends {@link #VECTOR} to each row: what the model's trees would read of it, input by input, missing ones null.
     * Lazily; definitions are not compared.
     */
    public static Dataset<Row> vectors(Dataset<Row> frame, Model model) {
        RowEncoder encoder =
                model.encoding().encoder(frame.schema(), model.manifest().model());
        JavaRDD<InternalRow> encoded = frame.queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(row -> {
                    float[] vector = new float[encoder.width()];
                    encoder.encode(row, vector, 0);
                    Object[] added = {UnsafeArrayData.fromPrimitiveArray(vector)};
                    return new JoinedRow(row, new GenericInternalRow(added));
                });
        StructType schema = frame.schema().add(VECTOR, DataTypes.createArrayType(DataTypes.FloatType, false));
        Column[] names = model.encoding().names().stream().map(functions::lit).toArray(Column[]::new);
        Column values = functions.transform(functions.col(VECTOR), value -> functions
                .when(functions.isnan(value), functions.lit(null))
                .otherwise(value.cast("double")));
        return frame.sparkSession()
                .internalCreateDataFrame(encoded.rdd(), schema, false)
                .withColumn(VECTOR, functions.map_from_arrays(functions.array(names), values));
    }

    private static void refuseOtherViews(Map<String, String> given, ModelManifest manifest) {
        List<String> wrong = new ArrayList<>();
        for (String view : new TreeSet<>(manifest.viewHashes().keySet())) {
            String trained = manifest.viewHashes().get(view);
            String now = given.get(view);
            if (now == null) {
                wrong.add("view " + view + " is not among those given ("
                        + String.join(", ", new TreeSet<>(given.keySet())) + ")");
            } else if (!now.equals(trained)) {
                wrong.add("view " + view + " was " + trained + " in training and is " + now + " now");
            }
        }
        if (!wrong.isEmpty()) {
            throw new UserError("model " + manifest.model()
                    + " cannot score with other definitions than it was trained with: " + String.join("; ", wrong)
                    + ". Train it again, or score with the definitions of its training.");
        }
    }

    private static void refuseClashes(StructType frame, String model) {
        for (String column : List.of(SCORE, DECISION)) {
            if (List.of(frame.fieldNames()).contains(column)) {
                throw new UserError("the frame for model " + model + " has a column " + column
                        + " already; name it otherwise, scoring adds one of that name");
            }
        }
    }
}
