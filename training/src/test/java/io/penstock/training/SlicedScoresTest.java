package io.penstock.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.validation.LocalSpark;
import io.penstock.validation.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SlicedScoresTest {
    private static final StructType SCHEMA = new StructType()
            .add("carrier", DataTypes.StringType)
            .add("distance", DataTypes.IntegerType)
            .add(TrainingData.MOMENT, DataTypes.TimestampType)
            .add(TrainingData.LABEL, DataTypes.DoubleType)
            .add(Scorer.SCORE, DataTypes.DoubleType);
    private static final List<ModelInput> INPUTS = List.of(
            new ModelInput("distance", "int", Optional.empty()),
            new ModelInput(
                    "carrier", "string", Optional.of(new ModelInput.Ordinal(List.of("C0", "C1"), Unseen.OTHER))));

    @Test
    void eachSliceIsMeasuredAsItsRowsAlone() {
        for (long seed = 0; seed < 5; seed++) {
            Dataset<Row> rows = rows(seed).cache();
            SlicedScores found = SlicedScores.of(rows, INPUTS, profile(rows), seed);

            assertThat(ScoreMetrics.of(found.all(), 1))
                    .as("seed %d", seed)
                    .isEqualTo(ScoreMetrics.of(ScoreTable.of(rows), 1));
            Set<String> named = new TreeSet<>();
            for (Slice slice : found.slices()) {
                Column here = slice.value()
                        .map(value -> col("carrier").equalTo(value))
                        .orElseGet(() ->
                                col("carrier").isNull().or(not(col("carrier").isin(named.toArray()))));
                slice.value().ifPresent(named::add);
                Dataset<Row> alone = rows.filter(here);
                assertThat(slice.rows()).as("seed %d %s", seed, slice.value()).isEqualTo(alone.count());
                assertThat(slice.positives())
                        .as("seed %d %s", seed, slice.value())
                        .isEqualTo(positives(alone));
                assertThat(slice.metrics())
                        .as("seed %d %s", seed, slice.value())
                        .isEqualTo(
                                positives(alone) < 10
                                        ? Optional.empty()
                                        : Optional.of(Evaluation.measure(alone, seed)));
            }
            assertThat(found.slices())
                    .extracting(slice -> slice.metrics().isPresent())
                    .as("seed %d: some can be measured, some not", seed)
                    .contains(true, false);
            assertThat(found.slices()).extracting(Slice::column).containsOnly("carrier");
            assertThat(named).hasSize(12).contains("C0");
            assertThat(found.slices().stream().mapToLong(Slice::rows).sum())
                    .as("seed %d", seed)
                    .isEqualTo(rows.count());
            rows.unpersist();
        }
    }

    @Test
    void aModelWithoutCategoriesHasNoSlices() {
        Dataset<Row> rows = rows(1);

        assertThat(SlicedScores.of(rows, INPUTS.subList(0, 1), profile(rows), 1).slices())
                .isEmpty();
    }

    private static long positives(Dataset<Row> rows) {
        return rows.filter(col(TrainingData.LABEL).equalTo(1)).count();
    }

    private static Profile profile(Dataset<Row> rows) {
        return Profile.of(rows, List.of("carrier", "distance"), TrainingData.MOMENT);
    }

    /** Twenty carriers, the first ones frequent; now and then none; the first is never late. */
    private static Dataset<Row> rows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Row> rows = new ArrayList<>();
        Instant start = Instant.parse("2013-01-01T00:00:00Z");
        for (int i = 0; i < 800; i++) {
            int carrier = random.nextInt(1 + random.nextInt(20));
            rows.add(RowFactory.create(
                    random.nextInt(30) == 0 ? null : "C" + carrier,
                    i,
                    start.plus(Duration.ofMinutes(30L * i)),
                    carrier > 0 && random.nextInt(3) == 0 ? 1.0 : 0.0,
                    random.nextInt(40) / 40.0));
        }
        return LocalSpark.session().createDataFrame(rows, SCHEMA);
    }
}
