package io.penstock.training;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.when;

import io.penstock.features.SharedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a first champion must beat: MLlib's logistic regression on the spine's columns alone, as anyone would have it in an
 * hour.
 *
 * <p>Ordinal columns one-hot by the train split's categories, others standardised with nulls at the train split's mean.
 */
public final class Baseline {
    private static final String FEATURES = "__baseline_features";
    private static final String PROBABILITY = "__baseline_probability";
    private static final double L2 = 1e-4;
    private static final int ITERATIONS = 50;

    private Baseline() {}

    /** Trains on the train split and evaluates on the test split; empty where the spine gives no input. */
    public static java.util.Optional<Metrics> evaluate(ModelSpec spec, TrainingData data) {
        List<String> inputs = spec.data().spine().columns().stream()
                .filter(column -> !spec.exclude().contains(column))
                .toList();
        if (inputs.isEmpty()) {
            return java.util.Optional.empty();
        }
        List<String> ordinal =
                inputs.stream().filter(spec.encode().ordinal()::contains).toList();
        List<String> numbers =
                inputs.stream().filter(input -> !ordinal.contains(input)).toList();
        Dataset<Row> train = inOrder(numeric(data.split(TrainingData.TRAIN), ordinal, numbers));
        double[] means = means(train, numbers);
        PipelineModel fitted =
                new Pipeline().setStages(stages(ordinal, numbers)).fit(filled(train, numbers, means));
        Dataset<Row> test = filled(numeric(data.split(TrainingData.TEST), ordinal, numbers), numbers, means);
        Dataset<Row> scored = fitted.transform(test)
                .withColumn(
                        Scorer.SCORE,
                        functions.vector_to_array(col(PROBABILITY), "float64").getItem(1))
                .select(Scorer.SCORE, TrainingData.LABEL, TrainingData.MOMENT);
        return java.util.Optional.of(
                ScoreMetrics.of(ScoreTable.of(scored), spec.train().seed()));
    }

    private static Dataset<Row> numeric(Dataset<Row> rows, List<String> ordinal, List<String> numbers) {
        List<Column> columns = new ArrayList<>(List.of(col(TrainingData.LABEL), col(TrainingData.MOMENT)));
        // An indexer refuses empty text, so every value gets a letter before it; a null is a category of its own.
        ordinal.forEach(name -> columns.add(coalesce(concat(lit("="), col(name).cast("string")), lit("null"))
                .as(category(name))));
        numbers.forEach(name -> columns.add(col(name).cast("double").as(number(name))));
        return rows.select(columns.toArray(Column[]::new));
    }

    /** One partition in one order, for MLlib's sums depend on both; read once, and MLlib asks for it many times. */
    private static Dataset<Row> inOrder(Dataset<Row> rows) {
        Column[] all = Arrays.stream(rows.columns())
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new);
        return SharedRows.of(rows.repartition(1).sortWithinPartitions(all)).rows();
    }

    private static double[] means(Dataset<Row> train, List<String> numbers) {
        if (numbers.isEmpty()) {
            return new double[0];
        }
        Column[] averages = numbers.stream().map(name -> avg(finite(name))).toArray(Column[]::new);
        Row row = train.agg(averages[0], Arrays.copyOfRange(averages, 1, averages.length))
                .head();
        double[] means = new double[numbers.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = row.isNullAt(i) ? 0 : row.getDouble(i);
        }
        return means;
    }

    private static Column finite(String name) {
        return when(col(number(name)).isNaN(), lit(null)).otherwise(col(number(name)));
    }

    private static Dataset<Row> filled(Dataset<Row> rows, List<String> numbers, double[] means) {
        Dataset<Row> filled = rows;
        for (int i = 0; i < means.length; i++) {
            String name = number(numbers.get(i));
            filled = filled.withColumn(name, coalesce(nanvl(col(name), lit(null)), lit(means[i])));
        }
        return filled;
    }

    private static PipelineStage[] stages(List<String> ordinal, List<String> numbers) {
        List<PipelineStage> stages = new ArrayList<>();
        List<String> columns =
                new ArrayList<>(numbers.stream().map(Baseline::number).toList());
        if (!ordinal.isEmpty()) {
            String[] categories = ordinal.stream().map(Baseline::category).toArray(String[]::new);
            String[] indices =
                    ordinal.stream().map(name -> category(name) + "_index").toArray(String[]::new);
            String[] vectors =
                    ordinal.stream().map(name -> category(name) + "_vector").toArray(String[]::new);
            stages.add(new StringIndexer()
                    .setInputCols(categories)
                    .setOutputCols(indices)
                    .setStringOrderType("alphabetAsc")
                    .setHandleInvalid("keep"));
            stages.add(new OneHotEncoder().setInputCols(indices).setOutputCols(vectors));
            columns.addAll(List.of(vectors));
        }
        stages.add(new VectorAssembler()
                .setInputCols(columns.toArray(String[]::new))
                .setOutputCol(FEATURES));
        stages.add(new LogisticRegression()
                .setFeaturesCol(FEATURES)
                .setLabelCol(TrainingData.LABEL)
                .setProbabilityCol(PROBABILITY)
                .setRegParam(L2)
                .setMaxIter(ITERATIONS));
        return stages.toArray(PipelineStage[]::new);
    }

    private static String category(String name) {
        return "__category_" + name;
    }

    private static String number(String name) {
        return "__number_" + name;
    }
}
