package io.penstock.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.penstock.base.Digest;
import io.penstock.base.Fault;
import io.penstock.base.UserError;
import io.penstock.training.Golden.GoldenRow;
import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static Model model;

    @TempDir
    Path lake;

    @BeforeAll
    static void train() {
        model = Trainer.train(Flights.spec(), Flights.data(), Flights.RUN).model();
    }

    @Test
    void aStoredModelComesBackWhole() {
        model.save(SPARK, lake.toString());

        Model loaded = Model.load(SPARK, lake.toString(), "late", model.digest());

        assertThat(loaded.digest()).isEqualTo(model.digest());
        assertThat(loaded.manifest().toJson()).isEqualTo(model.manifest().toJson());
        assertThat(loaded.profile()).isEqualTo(model.profile());
        assertThat(loaded.booster()).isEqualTo(model.booster());
    }

    @Test
    void scoresOfThePastComeBackToo() {
        Model watched =
                Trainer.train(Flights.watched(), Flights.data(), Flights.RUN).model();
        watched.save(SPARK, lake.toString());

        Model loaded = Model.load(SPARK, lake.toString(), "late", watched.digest());

        assertThat(loaded.pastScores()).isPresent().isEqualTo(watched.pastScores());
        assertThat(loaded.digest()).isEqualTo(watched.digest());
    }

    @Test
    void theFolderIsNamedByTheDigestOfItsSums() throws IOException {
        model.save(SPARK, lake.toString());
        Path folder = lake.resolve("models/late").resolve(model.digest());

        List<String> sums = Files.readAllLines(folder.resolve("SHA256SUMS"));

        assertThat(Digest.sha256(Files.readAllBytes(folder.resolve("SHA256SUMS"))))
                .isEqualTo(model.digest());
        assertThat(sums)
                .extracting(line -> line.substring(66))
                .containsExactly("model.ubj", "manifest.json", "profile.json", "golden.json");
        assertThat(sums.get(1)).startsWith(Digest.sha256(Files.readAllBytes(folder.resolve("manifest.json"))));
    }

    @Test
    void savedTwiceTheFolderIsTheSame() {
        model.save(SPARK, lake.toString());
        model.save(SPARK, lake.toString());

        assertThat(Model.load(SPARK, lake.toString(), "late", model.digest()).digest())
                .isEqualTo(model.digest());
    }

    @Test
    void aFileChangedAfterTrainingIsRefusedByName() throws IOException {
        for (String name : List.of("model.ubj", "manifest.json", "profile.json", "golden.json", "SHA256SUMS")) {
            model.save(SPARK, lake.toString());
            Path file = lake.resolve(model.path()).resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            Files.deleteIfExists(file.resolveSibling("." + name + ".crc"));

            assertThatThrownBy(() -> Model.load(SPARK, lake.toString(), "late", model.digest()))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("refused to use the model in " + lake + "/models/late/" + model.digest()
                            + ": its file " + name + " was changed after training (sha256 ");
        }
    }

    @Test
    void evidenceIsKeptInAFileNamedByItsDigest() throws IOException {
        Evidence evidence = new Evidence(
                "late",
                model.digest(),
                model.manifest().metrics().get("test"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                0);

        evidence.save(SPARK, lake.toString());

        Path file = lake.resolve("models/late/evidence/" + evidence.digest() + ".json");
        assertThat(Digest.sha256(Files.readAllBytes(file))).isEqualTo(evidence.digest());
    }

    @Test
    void aMissingFileIsRefusedByName() throws IOException {
        model.save(SPARK, lake.toString());
        Files.delete(lake.resolve(model.path()).resolve("golden.json"));

        assertThatThrownBy(() -> Model.load(SPARK, lake.toString(), "late", model.digest()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not complete")
                .hasMessageContaining("golden.json");
    }

    @Test
    void goldenRowsHoldBlanksAndUnseenCategories() {
        List<GoldenRow> rows = model.golden().rows();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(50);
        assertThat(rows).anyMatch(row -> row.values().stream().allMatch(Objects::isNull));
        assertThat(rows)
                .filteredOn(row -> "never seen in training".equals(row.values().get(0)))
                .hasSize(10)
                .allSatisfy(row -> assertThat(row.vector().get(0)).isEqualTo(3.0));
    }

    @Test
    void aModelThatScoresItsGoldenRowsOtherwiseIsNotUsed() {
        List<GoldenRow> rows = new ArrayList<>(model.golden().rows());
        GoldenRow first = rows.get(0);
        rows.set(0, new GoldenRow(first.values(), first.vector(), first.score() + 2e-6));
        Model other = Model.of(model.manifest(), model.booster(), model.profile(), new Golden(rows));

        assertThatThrownBy(() -> other.golden().verify(other))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("gives golden row 0 the score ")
                .hasMessageContaining("(tolerance 1.0E-6)")
                .hasMessageContaining("nothing was scored");
    }

    @Test
    void aMatrixOfTheStoredVectorsGivesTheGoldenScores() throws Exception {
        List<GoldenRow> rows = model.golden().rows();
        int width = model.manifest().inputs().size();
        float[] vectors = new float[rows.size() * width];
        for (int i = 0; i < vectors.length; i++) {
            Double value = rows.get(i / width).vector().get(i % width);
            vectors[i] = value == null ? Float.NaN : value.floatValue();
        }
        Booster booster = Trees.load(model.booster());
        DMatrix matrix = new DMatrix(vectors, rows.size(), width, Float.NaN);

        float[][] scores = booster.predict(matrix);

        for (int row = 0; row < scores.length; row++) {
            assertThat((double) scores[row][0]).isCloseTo(rows.get(row).score(), within(1e-7));
        }
        matrix.dispose();
        booster.dispose();
    }

    @Test
    void theBoosterHasNoNamesAttributesOrUnknownBase() throws Exception {
        Booster booster = Trees.load(model.booster());

        assertThat(booster.getAttrs()).isEmpty();
        assertThat(booster.getFeatureNames()).containsOnlyNulls();
        assertThat(new String(booster.toByteArray("json"), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"base_score\":\"[5E-1]\"");
        booster.dispose();
    }
}
