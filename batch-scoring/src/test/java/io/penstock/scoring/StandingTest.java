package io.penstock.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.Act;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelVersion;
import io.penstock.training.Response;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What monitors said before a day decides who scores it. */
class StandingTest {
    private static final LocalDate TENTH = LocalDate.of(2013, 10, 10);

    @TempDir
    Path folder;

    private Lake lake;
    private ModelRegistry registry;
    private ModelVersion first;
    private ModelVersion second;
    private int runs;

    @BeforeEach
    void promoteTwoVersions() {
        lake = Lake.at(LocalSpark.session(), folder.toString());
        registry = ModelRegistry.of(lake);
        first = promote("a", "2013-09-01T00:00:00Z");
        second = promote("b", "2013-10-01T00:00:00Z");
    }

    @Test
    void withoutVerdictsTheChampionScores() {
        assertThat(on(TENTH)).isEqualTo(new Standing.Choice(Optional.of(second), Optional.empty()));
        assertThat(on(LocalDate.of(2013, 9, 5)).champion()).contains(first);
        assertThat(on(LocalDate.of(2013, 8, 5))).isEqualTo(new Standing.Choice(Optional.empty(), Optional.empty()));
    }

    @Test
    void aVerdictWithResponseBlockHoldsTheDaysAfterItUntilANewerOneIsGood() {
        drift(TENTH, "busy__delay", "alarm", "block", second);
        drift(TENTH, "score", "alarm", "block", second);
        drift(TENTH.plusDays(2), "busy__delay", "not_evaluated", null, second);
        drift(TENTH.plusDays(3), "busy__delay", "ok", null, second);

        assertThat(on(TENTH).champion()).as("the verdict's own day").contains(second);
        assertThat(on(TENTH.plusDays(1)))
                .isEqualTo(new Standing.Choice(
                        Optional.empty(),
                        Optional.of("drift of late@2 on 2013-10-10: alarm of busy__delay psi and 1 more, response"
                                + " block: nothing is scored until a newer verdict is good or another version is"
                                + " promoted")));
        assertThat(on(TENTH.plusDays(3)).champion())
                .as("nothing newer could be judged")
                .isEmpty();
        assertThat(on(TENTH.plusDays(4)).champion()).as("after a good one").contains(second);
    }

    @Test
    void aVerdictWithResponseFallbackHandsOverToTheChampionBefore() {
        drift(TENTH, "score", "alarm", "fallback", second);

        assertThat(on(TENTH.plusDays(1)))
                .isEqualTo(new Standing.Choice(
                        Optional.of(first),
                        Optional.of(
                                "drift of late@2 on 2013-10-10: alarm of score psi, response fallback: late@1 scores"
                                        + " instead")));
    }

    @Test
    void fallbackOfTheFirstChampionScoresNothing() {
        drift(LocalDate.of(2013, 9, 5), "score", "alarm", "fallback", first);

        Standing.Choice choice = on(LocalDate.of(2013, 9, 6));

        assertThat(choice.champion()).isEmpty();
        assertThat(choice.reason().orElseThrow()).contains("there is no champion before it, so nothing is scored");
    }

    @Test
    void aVerdictOfAnotherVersionOrModelHoldsNobody() {
        drift(TENTH, "score", "alarm", "block", first);
        lake.append(
                MetaTable.DRIFT,
                List.of(RowFactory.create(
                        "other",
                        TENTH,
                        "score",
                        "prediction",
                        "psi",
                        1.0,
                        0.1,
                        0.1,
                        0.1,
                        0.1,
                        0.0,
                        "alarm",
                        "block",
                        null,
                        0.1,
                        10L,
                        List.of(),
                        second.version(),
                        run().id().value())));

        assertThat(on(TENTH.plusDays(1)).champion()).contains(second);
    }

    @Test
    void alertsAndTrainingsHoldNobody() {
        drift(TENTH, "score", "alarm", "retrain", second);
        drift(TENTH, "busy__delay", "warn", "alert", second);

        assertThat(on(TENTH.plusDays(1)).champion()).contains(second);
    }

    @Test
    void ofTwoRecordsOfOneDayTheLaterRunCounts() {
        drift(TENTH, "score", "alarm", "block", second);
        drift(TENTH, "score", "ok", null, second);

        assertThat(on(TENTH.plusDays(1)).champion()).contains(second);
    }

    @Test
    void eachMonitorStandsForItself() {
        lake.append(
                MetaTable.PERFORMANCE,
                List.of(RowFactory.create(
                        "late",
                        second.version(),
                        TENTH,
                        "auc",
                        "realised",
                        0.5,
                        0.4,
                        0.6,
                        100L,
                        "failed",
                        "block",
                        run().id().value())));
        drift(TENTH.plusDays(1), "score", "ok", null, second);

        assertThat(on(TENTH.plusDays(2)).reason().orElseThrow())
                .startsWith("performance of late@2 on 2013-10-10: failed of realised auc, response block");
    }

    @Test
    void anInconsistencyOfAViewThatFeedsTheModelHoldsEveryVersionUntilThatViewAgreesAgain() {
        consistency(TENTH, "activity", "rides", "failed");
        consistency(TENTH, "activity", "fare_mean", "passed");
        consistency(TENTH.plusDays(1), "predictions/late", "rides", "passed");
        consistency(TENTH.plusDays(2), "activity", "rides", "passed");

        assertThat(on(TENTH).champion()).as("the verdict's own day").contains(second);
        assertThat(on(TENTH.plusDays(2)))
                .isEqualTo(new Standing.Choice(
                        Optional.empty(),
                        Optional.of("consistency of activity on 2013-10-10: failed of rides, response block: nothing is"
                                + " scored until a newer verdict is good or another version is promoted")));
        assertThat(on(TENTH.plusDays(3)).champion()).as("the view agrees again").contains(second);
    }

    @Test
    void anInconsistencyOfAnotherViewAndAStoreThatLagsBehindHoldNobody() {
        consistency(TENTH, "another", "rides", "failed");
        consistency(TENTH, "activity", ConsistencyMonitor.FRESHNESS, "failed");

        assertThat(on(TENTH.plusDays(1)).champion()).contains(second);
    }

    @Test
    void aModelThatDeclaresNoConsistencyIsNotHeldByAViewThatItShares() {
        consistency(TENTH, "activity", "rides", "failed");

        assertThat(Standing.of(lake, registry, "late", Set.of("activity"), Optional.empty())
                        .on(TENTH.plusDays(1))
                        .champion())
                .contains(second);
    }

    @Test
    void aTrainingThatIsDueIsWrittenOnceADay() {
        Responses responses = new Responses(lake);
        Signal signal =
                new Signal("late@2", "performance", TENTH, "failed", Response.RETRAIN, List.of("auc 0.5 is below 0.6"));

        responses.carryOut(signal, "late", run());
        responses.carryOut(signal, "late", run());
        responses.carryOut(new Signal("late@2", "drift", TENTH, "alarm", Response.BLOCK, List.of("x")), "late", run());

        assertThat(lake.readRecords(MetaTable.DECISIONS)
                        .selectExpr("concat_ws('|', model, date, verdict, signals[0], policy_version)")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly(
                        "late|2013-10-10|due|performance of late@2 on 2013-10-10: failed (response: retrain): auc"
                                + " 0.5 is below 0.6|monitor/1");
    }

    private Standing.Choice on(LocalDate day) {
        return Standing.of(lake, registry, "late", Set.of("activity", "predictions/late"), Optional.of(Response.BLOCK))
                .on(day);
    }

    private ModelVersion promote(String digest, String from) {
        Act act = new Act("job", Instant.parse(from), Optional.empty());
        ModelVersion version = registry.register("late", digest, act).version();
        registry.promote("late", version.version(), "good", act);
        return version;
    }

    private void drift(LocalDate date, String column, String verdict, String response, ModelVersion version) {
        lake.append(
                MetaTable.DRIFT,
                List.of(RowFactory.create(
                        "late",
                        date,
                        column,
                        "data",
                        "psi",
                        1.0,
                        0.1,
                        0.1,
                        0.1,
                        0.1,
                        0.0,
                        verdict,
                        response,
                        null,
                        0.1,
                        10L,
                        List.of(1L, 2L),
                        version.version(),
                        run().id().value())));
    }

    private void consistency(LocalDate date, String view, String feature, String verdict) {
        lake.append(
                MetaTable.CONSISTENCY,
                List.of(RowFactory.create(
                        view,
                        feature,
                        date,
                        10L,
                        1L,
                        "rider=a",
                        1.0,
                        "late row",
                        verdict,
                        "alert",
                        List.of(1.0),
                        run().id().value())));
    }

    private Run run() {
        return new Run(new RunId("run-%03d".formatted(runs++)), "monitor", "test", Instant.EPOCH);
    }
}
