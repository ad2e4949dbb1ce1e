package io.penstock.training;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import io.penstock.validation.ColumnProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class TrainerTest {
    @Test
    void theSameRowsInAnotherOrderAndPartitioningGiveTheSameBytes() {
        List<Row> shuffled = Flights.rows(7);
        Collections.shuffle(shuffled, new Random(1));
        TrainingData other = Flights.data(shuffled);
        TrainingData spread = new TrainingData(
                other.rows().repartition(7, functions.col("distance")),
                other.key(),
                other.viewHashes(),
                other.manifest());

        Model first = Trainer.train(Flights.spec(), Flights.data(), Flights.RUN).model();
        Model second = Trainer.train(Flights.spec(), spread, Flights.RUN).model();

        assertThat(second.booster()).isEqualTo(first.booster());
        assertThat(second.manifest()).isEqualTo(first.manifest());
        assertThat(second.digest()).isEqualTo(first.digest());
    }

    @Test
    void twoWorkersGiveTheSameBytesEachTimeAndSayHowRowsWerePlaced() {
        ModelSpec two = Flights.spec(new Train(Map.of("max_depth", 3), 10, 3, DeviceChoice.AUTO, 2, 7));
        TrainingData data = Flights.data();
        TrainingData spread =
                new TrainingData(data.rows().repartition(5), data.key(), data.viewHashes(), data.manifest());

        Model first = Trainer.train(two, data, Flights.RUN).model();
        Model second = Trainer.train(two, spread, Flights.RUN).model();

        assertThat(second.booster()).isEqualTo(first.booster());
        assertThat(first.manifest().placement())
                .isEqualTo(new Placement("xxhash64(key)", List.of("flight", "origin", "moment"), 2, 1, "cpu"));
    }

    @Test
    void inputsComeInTheOrderOfTheDefinitionWithoutTheExcluded() {
        Model model = Trainer.train(Flights.spec(), Flights.data(), Flights.RUN).model();

        assertThat(model.manifest().inputs().stream().map(ModelInput::name))
                .containsExactly("origin", "distance", "busy__delay", "busy__departures", "night");
        assertThat(model.manifest().inputs().get(0).ordinal().orElseThrow().categories())
                .containsExactly("EWR", "JFK", "LGA");
        assertThat(model.manifest().gains().get(0).input()).isEqualTo("busy__delay");
        assertThat(model.manifest().rows()).isEqualTo(Map.of("train", 600L, "validation", 200L, "test", 200L));
    }

    @Test
    void onlyTheTreesUpToTheBestRoundAreKept() throws Exception {
        TrainedModel trained = Trainer.train(Flights.spec(), Flights.data(), Flights.RUN);
        int trees = trained.model().manifest().trees();
        TrainedModel cut = Trainer.train(
                Flights.spec(new Train(Map.of("max_depth", 3, "eta", 0.3), trees, 0, DeviceChoice.CPU, 1, 7)),
                Flights.data(),
                Flights.RUN);

        assertThat(trees).isBetween(1, 34);
        assertThat(cut.model().manifest().trees()).isEqualTo(trees);
        assertThat(trained.model().booster()).isEqualTo(cut.model().booster());
    }

    @Test
    void theModelIsBetterThanChanceOnRowsItNeverSaw() {
        TrainedModel trained = Trainer.train(Flights.spec(), Flights.data(), Flights.RUN);

        assertThat(trained.test().metrics().of(Metric.AUC).value()).isBetween(0.65, 0.95);
        assertThat(trained.test().metrics().rows()).isEqualTo(200);
        assertThat(trained.model().manifest().metrics()).containsOnlyKeys("validation", "test");
    }

    @Test
    void aModelWhoseDriftIsWatchedKeepsItsScoresOutOfFoldAndTheSameBytesEachTime() {
        ModelSpec spec = Flights.watched();
        List<Row> shuffled = Flights.rows(7);
        Collections.shuffle(shuffled, new Random(1));

        Model model = Trainer.train(spec, Flights.data(), Flights.RUN).model();
        Model again = Trainer.train(spec, Flights.data(shuffled), Flights.RUN).model();

        assertThat(again.digest()).isEqualTo(model.digest());
        PastScores past = model.pastScores().orElseThrow();
        ColumnProfile scores = past.profile().column("score");
        ColumnProfile labels = past.profile().column("label");
        assertThat(past.split()).isEqualTo("train");
        assertThat(past.folds()).isEqualTo(2);
        assertThat(past.foldDays()).isEqualTo(7);
        assertThat(past.profile().rows()).isEqualTo(600);
        assertThat(scores.days()).hasSize(30).isEqualTo(new java.util.TreeMap<>(scores.days()));
        assertThat(labels.moments().orElseThrow().mean())
                .isEqualTo(Flights.data()
                        .split("train")
                        .agg(functions.avg("label"))
                        .head()
                        .getDouble(0));
        double sure = Scorer.score(Flights.data().split("train"), Flights.VIEWS, model)
                .agg(functions.stddev_pop("score"))
                .head()
                .getDouble(0);
        assertThat(scores.moments().orElseThrow().stddev()).isBetween(0.3 * sure, 1.1 * sure);
        double inSample = ScoreMetrics.value(
                ScoreTable.of(Scorer.score(Flights.data().split("train"), Flights.VIEWS, model)), Metric.LOGLOSS);
        double outOfFold = past.losses().values().stream()
                        .mapToDouble(PastScores.DayLoss::sum)
                        .sum()
                / 600;
        assertThat(outOfFold).as("out of fold").isGreaterThan(inSample);
        assertThat(past.highestLoss(10).orElseThrow()).isBetween(outOfFold, 2 * outOfFold);
        assertThat(past.highestLoss(16)).isEmpty();
    }

    @Test
    void aModelWhoseDriftIsNotWatchedKeepsNoScores() {
        assertThat(Trainer.train(Flights.spec(), Flights.data(), Flights.RUN)
                        .model()
                        .pastScores())
                .isEmpty();
    }

    @Test
    void labelsThatAreNullOrNotBinaryAreCountedAndRefused() {
        assertRefused(
                with(row -> row.getLong(0) < 3, 3, row -> null),
                "3 of 600 labels in split train of the training set of model late are null: drop rows without a label"
                        + " (label: {missing: drop})");
        assertRefused(
                with(row -> row.getLong(0) == 700, 3, row -> 2.0),
                "1 of 200 labels in split validation of the training set of model late are neither 0 nor 1, which"
                        + " binary:logistic asks for: make the label's value a condition");
        assertRefused(
                with(row -> row.getLong(0) >= 800, 3, row -> 1.0),
                "all 200 labels in split test of the training set of model late are 1: there is nothing to learn or to"
                        + " measure; take a longer span or another label");
    }

    @Test
    void anEmptySplitIsRefused() {
        assertRefused(
                with(row -> row.getString(9).equals("validation"), 9, row -> "train"),
                "the training set of model late has no row in split validation (it has [train, test]): take a longer"
                        + " span, or shorten the other splits");
    }

    @Test
    void aListIsRefusedByName() {
        TrainingData data = Flights.data();
        TrainingData lists = new TrainingData(
                data.rows().withColumn("busy__last", array(col("busy__last"))),
                data.key(),
                data.viewHashes(),
                data.manifest());

        assertThatThrownBy(() -> Trainer.train(
                        Flights.spec(Flights.spec().train(), List.of(), List.of("origin")), lists, Flights.RUN))
                .isInstanceOf(UserError.class)
                .hasMessage("column busy__last of model late is a list, which trees cannot read: derive numbers"
                        + " from it (derived: {newest: \"busy__last[0]\"}) and add it to exclude");
    }

    @Test
    void aColumnThatTreesCannotReadIsRefusedByName() {
        Train train = Flights.spec().train();
        assertThatThrownBy(() ->
                        Trainer.train(Flights.spec(train, List.of(), List.of("origin")), Flights.data(), Flights.RUN))
                .isInstanceOf(UserError.class)
                .hasMessage("column busy__last of model late is a timestamp, which trees cannot read: derive a number"
                        + " from it (derived: {hours: \"timestampdiff(HOUR, busy__last, moment)\"}) and add it to"
                        + " exclude");
        assertThatThrownBy(() -> Trainer.train(
                        Flights.spec(train, List.of("busy__last"), List.of()), Flights.data(), Flights.RUN))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "column origin of model late is a string, which trees cannot read: add it to encode.ordinal,"
                                + " or to exclude");
        assertThatThrownBy(() -> Trainer.train(
                        Flights.spec(train, List.of("busy__last"), List.of("orign")), Flights.data(), Flights.RUN))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("model late encodes orign, which is no input of it; did you mean \"origin\"?");
    }

    @Test
    void moreWorkersThanSlotsAreRefusedInsteadOfWaitedFor() {
        ModelSpec many = Flights.spec(new Train(Map.of(), 10, 3, DeviceChoice.CPU, 9, 7));

        assertThatThrownBy(() -> Trainer.train(many, Flights.data(), Flights.RUN))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("train.workers of model late is 9, but this session runs 2 tasks at a time");
    }

    @Test
    void anInfiniteInputIsRefusedByName() {
        TrainingData data = with(row -> row.getLong(0) == 5, 5, row -> Double.POSITIVE_INFINITY);

        assertThatThrownBy(() -> Trainer.train(Flights.spec(), data, Flights.RUN))
                .rootCause()
                .isInstanceOf(UserError.class)
                .hasMessage("column busy__delay holds a value that no float can hold (Infinity): bound it in the"
                        + " definition that makes it");
    }

    private static void assertRefused(TrainingData data, String message) {
        assertThatThrownBy(() -> Trainer.train(Flights.spec(), data, Flights.RUN))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    private static TrainingData with(java.util.function.Predicate<Row> rows, int column, Function<Row, Object> value) {
        List<Row> changed = new ArrayList<>();
        for (Row row : Flights.rows(7)) {
            Object[] values = new Object[row.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = i == column && rows.test(row) ? value.apply(row) : row.get(i);
            }
            changed.add(RowFactory.create(values));
        }
        return Flights.data(changed);
    }
}
