package io.penstock.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Fault;
import io.penstock.base.UserError;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScorerTest {
    private static Model model;

    @BeforeAll
    static void train() {
        model = Trainer.train(Flights.spec(), Flights.data(), Flights.RUN).model();
    }

    @Test
    void everyRowComesOutOnceUnchangedWithScoreAndDecision() {
        Dataset<Row> frame = Flights.data().rows().repartition(3);

        Dataset<Row> scored = Scorer.score(frame, Flights.VIEWS, model);

        assertThat(scored.columns()).startsWith(frame.columns()).endsWith("score", "decision");
        assertThat(scored.drop("score", "decision")
                        .exceptAll(Flights.data().rows())
                        .count())
                .isZero();
        assertThat(scored.count()).isEqualTo(1000);
        assertThat(scored.where("decision != (score >= 0.5) or score <= 0 or score >= 1 or score is null")
                        .count())
                .isZero();
    }

    @Test
    void scoresEqualThoseOfAMatrixBitForBit() throws Exception {
        Dataset<Row> frame = Flights.data().rows();
        List<Row> scored =
                Scorer.score(frame, Flights.VIEWS, model).orderBy("flight").collectAsList();
        List<Row> rows = frame.orderBy("flight").collectAsList();
        float[] vectors = new float[rows.size() * 5];
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            vectors[i * 5] =
                    row.isNullAt(1) ? Float.NaN : List.of("EWR", "JFK", "LGA").indexOf(row.getString(1));
            vectors[i * 5 + 1] = row.getInt(4);
            vectors[i * 5 + 2] = row.isNullAt(5) ? Float.NaN : (float) row.getDouble(5);
            vectors[i * 5 + 3] = row.getLong(6);
            vectors[i * 5 + 4] = row.getBoolean(8) ? 1 : 0;
        }
        Booster booster = Trees.load(model.booster());
        DMatrix matrix = new DMatrix(vectors, rows.size(), 5, Float.NaN);

        float[][] expected = booster.predict(matrix);

        for (int i = 0; i < expected.length; i++) {
            assertThat(scored.get(i).<Double>getAs("score")).as("row %d", i).isEqualTo((double) expected[i][0]);
        }
        matrix.dispose();
        booster.dispose();
    }

    @Test
    void columnsMayComeInAnyOrderAndOthersMayBeThere() {
        Dataset<Row> frame = Flights.data().rows();
        Dataset<Row> turned = frame.select(
                col("night"),
                col("busy__departures"),
                lit("x").as("other"),
                col("busy__delay"),
                col("flight"),
                col("distance"),
                col("origin"));

        List<Double> expected = scores(Scorer.score(frame, Flights.VIEWS, model));

        assertThat(scores(Scorer.score(turned, Flights.VIEWS, model))).isEqualTo(expected);
    }

    @Test
    void aNullIsMissingAndNotZero() {
        Dataset<Row> frame = Flights.data().rows().limit(1).drop("busy__delay");

        List<Double> none =
                scores(Scorer.score(frame.withColumn("busy__delay", lit(null).cast("double")), Flights.VIEWS, model));
        List<Double> nan = scores(Scorer.score(frame.withColumn("busy__delay", lit(Double.NaN)), Flights.VIEWS, model));
        List<Double> zero = scores(Scorer.score(frame.withColumn("busy__delay", lit(0.0)), Flights.VIEWS, model));
        List<Double> minusZero = scores(Scorer.score(frame.withColumn("busy__delay", lit(-0.0)), Flights.VIEWS, model));

        assertThat(none).isEqualTo(nan).isNotEqualTo(zero);
        assertThat(minusZero).isEqualTo(zero);
    }

    @Test
    void aFrameThatLacksAColumnOrHasItInAnotherTypeIsRefusedByName() {
        Dataset<Row> frame = Flights.data()
                .rows()
                .drop("distance")
                .withColumn("busy__departures", col("busy__departures").cast("double"));

        assertThatThrownBy(() -> Scorer.score(frame, Flights.VIEWS, model))
                .isInstanceOf(UserError.class)
                .hasMessage("model late cannot read this frame: column distance (int) is not there; column"
                        + " busy__departures is double, the model was trained on bigint. Build the frame from the"
                        + " definitions that the model was trained with, or train it again.");
    }

    @Test
    void anotherDefinitionOfAViewIsRefusedByName() {
        assertThatThrownBy(() -> Scorer.score(Flights.data().rows(), Map.of("busy", "other"), model))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("view busy was hash-of-busy in training and is other now");
        assertThatThrownBy(() -> Scorer.score(Flights.data().rows(), Map.of(), model))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("view busy is not among those given ()");
    }

    @Test
    void aFrameWithAScoreAlreadyIsRefused() {
        assertThatThrownBy(() -> Scorer.score(Flights.data().rows().withColumn("score", lit(1)), Flights.VIEWS, model))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("the frame for model late has a column score already");
    }

    @Test
    void aScoreThatIsNoProbabilityFailsTheJob() {
        // Leaves that are raw numbers: the trees of a regression under the same manifest.
        byte[] raw = Rawest.trees(5);
        Model broken = Model.of(model.manifest(), raw, model.profile(), model.golden());

        assertThatThrownBy(() -> Scorer.score(Flights.data().rows(), Flights.VIEWS, broken)
                        .count())
                .rootCause()
                .isInstanceOf(Fault.class)
                .hasMessageMatching("model late gave the score .*, which is no probability.*");
    }

    @Test
    void oneBoosterServesAllTasksAndAtMostTwoStayLoaded() {
        Dataset<Row> frame = Flights.data().rows().repartition(8);
        for (double threshold : new double[] {0.1, 0.2, 0.3, 0.4}) {
            ModelManifest manifest = ModelManifest.fromJson(
                    model.manifest().toJson().replace("\"threshold\" : 0.5", "\"threshold\" : " + threshold));
            Model other = Model.of(manifest, model.booster(), model.profile(), model.golden());
            assertThat(Scorer.score(frame, Flights.VIEWS, other)
                            .where("decision")
                            .count())
                    .isEqualTo(Scorer.score(frame, Flights.VIEWS, other)
                            .where(functions.col("score").geq(threshold))
                            .count());
        }

        assertThat(SharedBoosters.loaded()).isBetween(1, 2);
    }

    @Test
    void anEmptyFrameGivesAnEmptyFrame() {
        assertThat(Scorer.score(Flights.data().rows().limit(0), Flights.VIEWS, model)
                        .count())
                .isZero();
    }

    private static List<Double> scores(Dataset<Row> scored) {
        JavaRDD<Row> rows = scored.orderBy("flight").select("score").javaRDD();
        return rows.map(row -> row.getDouble(0)).collect();
    }
}
