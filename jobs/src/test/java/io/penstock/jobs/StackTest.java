package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.metrics.Metric;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** The pinned versions of Spark, Delta, Deequ and XGBoost live in one JVM. */
class StackTest {
    @TempDir
    Path folder;

    private final SparkSession spark = LocalSpark.session();

    @Test
    void aDeltaTableIsReadAtAnOlderVersion() {
        String table = folder.resolve("t").toString();
        spark.range(10).toDF().write().format("delta").save(table);
        spark.range(5).toDF().write().format("delta").mode("append").save(table);

        assertThat(spark.read().format("delta").load(table).count()).isEqualTo(15);
        assertThat(spark.read()
                        .format("delta")
                        .option("versionAsOf", 0)
                        .load(table)
                        .count())
                .isEqualTo(10);
    }

    @Test
    void deequMeasuresCompleteness() {
        Dataset<Row> rows = spark.sql("select if(id % 4 = 0, null, id) as a from range(100)");
        @SuppressWarnings("unchecked")
        Analyzer<?, Metric<?>> completeness =
                (Analyzer<?, Metric<?>>) (Object) new Completeness("a", Option.empty(), Option.empty());

        AnalyzerContext measured =
                AnalysisRunner.onData(rows).addAnalyzer(completeness).run();

        assertThat(measured.metricMap().apply(completeness).value().get()).isEqualTo(0.75);
    }

    @Test
    void xgboostTrainsAndPredicts() throws Exception {
        float[] x = new float[200];
        float[] y = new float[200];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
            y[i] = i < 100 ? 0 : 1;
        }
        DMatrix matrix = new DMatrix(x, x.length, 1, Float.NaN);
        matrix.setLabel(y);
        Map<String, Object> parameters =
                Map.of("objective", "binary:logistic", "max_depth", 2, "eta", 1.0, "seed", 7, "nthread", 1);

        Booster booster = XGBoost.train(matrix, parameters, 5, Map.of(), null, null);
        try {
            float[][] predictions = booster.predict(matrix);
            assertThat(predictions[10][0]).isCloseTo(0f, within(0.1f));
            assertThat(predictions[190][0]).isCloseTo(1f, within(0.1f));
        } finally {
            booster.dispose();
            matrix.dispose();
        }
    }
}
