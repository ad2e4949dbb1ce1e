package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.penstock.base.Json;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.validation.LocalSpark;
import io.penstock.validation.SliceContent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole line over three weeks of the example's flights, by command lines as a user types them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineTest {

    private static final String TARGET =
            """
            models:
              arrival_late:
                spine: {from: 2013-01-04}
                split: {test: 4d, validation: 3d, gap: 12h}
                train: {rounds: 15, early_stopping: 5}
                promote: {held_above: 0.999}
                monitor: {window: 2d, performance: {auc: 0.999, response: retrain}}
            notify: {webhook: "http://127.0.0.1:%d/"}
            """;

    @TempDir
    static Path temporary;

    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    private static ExampleProject project;
    private static HttpServer webhook;

    @BeforeAll
    static void copyTheExample() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            TOLD.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        webhook.start();
        project = ExampleProject.copy(
                temporary.resolve("a project"),
                22,
                TARGET.formatted(webhook.getAddress().getPort()));
    }

    @AfterAll
    static void stopTheServer() {
        webhook.stop(0);
    }

    @Test
    @Order(1)
    void rangeOfBatchesIsIngestedInOnePassAndEveryRowIsCounted() {
        Map<String, Object> result = run(Exit.OK, "ingest", "--from", "2013-01-01", "--to", "2013-01-21");

        assertThat(result)
                .containsEntry("verdict", "ok")
                .containsEntry("exit_code", 0)
                .containsEntry("job", "ingest");
        Dataset<Row> batches = table("meta/batches");
        Row unbalanced = batches.selectExpr(
                        "count_if(rows_read != rows_good + rows_quarantined + rows_filtered + rows_blocked)",
                        "count(1)")
                .first();
        assertThat(unbalanced.getLong(0)).isZero();
        assertThat(unbalanced.getLong(1)).isEqualTo(4 * 21 + 1);
        assertThat(lake().latest("sources/departures")).isPresent();
    }

    @Test
    @Order(2)
    void sameFilesAgainAreNothingToDo() {
        var before = lake().latest("sources/departures");

        Map<String, Object> result = run(Exit.OK, "ingest", "--from", "2013-01-01", "--to", "2013-01-21");

        assertThat(result).containsEntry("verdict", "nothing_to_do");
        assertThat(lake().latest("sources/departures")).isEqualTo(before);
    }

    @Test
    @Order(3)
    void featuresOfARangeAreTheSameAsOfItsDays() {
        run(Exit.OK, "features", "origin_congestion", "--from", "2013-01-01", "--to", "2013-01-20");
        List<String> range = rows("features/origin_congestion", "date = '2013-01-20'");

        Map<String, Object> again = run(Exit.OK, "features", "origin_congestion", "--date", "2013-01-20");
        run(Exit.OK, "features", "origin_congestion", "--date", "2013-01-21");

        assertThat(again).containsEntry("verdict", "nothing_to_do");
        assertThat(range).isNotEmpty().isEqualTo(rows("features/origin_congestion", "date = '2013-01-20'"));
        assertThat(rows("features/origin_congestion", "date = '2013-01-21'")).isNotEmpty();
    }

    @Test
    @Order(4)
    void missingBatchBlocksWhatNeedsItByName() {
        Map<String, Object> ingest = run(Exit.BLOCKED, "ingest", "flights", "--date", "2013-01-23");
        Map<String, Object> features = run(Exit.BLOCKED, "features", "origin_congestion", "--date", "2013-01-23");

        assertThat(ingest).containsEntry("verdict", "blocked").containsEntry("retryable", true);
        assertThat(features).containsEntry("verdict", "blocked").containsEntry("exit_code", 3);
        assertThat(features.get("reasons").toString())
                .contains("input incomplete")
                .contains("sources/departures/2013-01-22")
                .contains("sources/departures/2013-01-23 (never ingested)");
    }

    @Test
    @Order(5)
    void modelIsTrainedPromotedAndScoresTheNextDay() {
        run(Exit.OK, "features", "--from", "2013-01-01", "--to", "2013-01-21");
        run(Exit.OK, "training-set", "--date", "2013-01-20");
        Map<String, Object> trained = run(Exit.OK, "train", "--date", "2013-01-20");
        Map<String, Object> scored = run(Exit.OK, "score", "--date", "2013-01-21");
        Map<String, Object> again = run(Exit.OK, "score", "--date", "2013-01-21");

        assertThat(trained).containsEntry("verdict", "ok");
        assertThat(scored).containsEntry("verdict", "ok");
        assertThat(again).containsEntry("verdict", "nothing_to_do");
        Row sane = table("predictions/arrival_late")
                .selectExpr("count(1)", "count_if(score > 0 and score < 1 and role = 'champion')")
                .first();
        assertThat(sane.getLong(0)).isGreaterThan(700).isEqualTo(sane.getLong(1));
    }

    @Test
    @Order(6)
    void noChampionBeforeItsFirstDayBlocksScoring() {
        Map<String, Object> result = run(Exit.BLOCKED, "score", "--date", "2013-01-19");

        assertThat(result.get("reasons").toString())
                .contains("no champion of arrival_late was in force at 2013-01-19T00:00:00Z");
    }

    @Test
    @Order(7)
    void trainingForAnotherDayThanTheFrozenOneIsRefused() {
        Map<String, Object> result = run(Exit.USAGE, "train", "--date", "2013-01-19");

        assertThat(result.get("reasons").toString())
                .contains("was frozen as of 2013-01-21T00:00:00Z, not 2013-01-20T00:00:00Z");
    }

    @Test
    @Order(8)
    void reportIsWritten() throws IOException {
        run(Exit.OK, "report");

        assertThat(Files.readString(project.folder().resolve("report/index.html")))
                .contains("arrival_late");
    }

    @Test
    @Order(9)
    void brokenDefinitionEndsWithUsageAndAResult() throws IOException {
        Path view = project.folder().resolve("features/origin_congestion.yaml");
        String good = Files.readString(view);
        Files.writeString(view, good.replace("source: departures", "source: departure"));
        try {
            Map<String, Object> result = run(Exit.USAGE, "features", "--date", "2013-01-20");

            assertThat(result).containsEntry("verdict", "failed").containsEntry("retryable", false);
            assertThat(result.get("reasons").toString())
                    .contains("departure")
                    .contains("features/origin_congestion.yaml:");
        } finally {
            Files.writeString(view, good);
        }
    }

    @Test
    @Order(10)
    void daysAreAskedForInOneOfTwoWays() {
        Map<String, Object> result = run(Exit.USAGE, "ingest", "--from", "2013-01-02", "--to", "2013-01-01");

        assertThat(result.get("reasons").toString()).contains("--to 2013-01-01 lies before --from 2013-01-02");
    }

    @Test
    @Order(11)
    void commandLineThatIsNotUnderstoodHasAResultToo() {
        Map<String, Object> result = run(Exit.USAGE, "ingest", "--date", "2013-13-01");

        assertThat(result).containsEntry("verdict", "failed").containsEntry("job", "ingest");
        assertThat(result.get("reasons").toString()).contains("'2013-13-01' is no date; write it as 2013-01-31");
        assertThat(project.folder().resolveSibling(".a project result.json.crc"))
                .doesNotExist();
    }

    @Test
    @Order(12)
    void whatWasMeasuredIsNotSaidTwice() {
        Map<String, Object> first = run(Exit.OK, "monitor", "--date", "2013-01-23");
        long records = table("monitoring/performance").count();
        Map<String, Object> again = run(Exit.OK, "monitor", "--date", "2013-01-23");

        assertThat(first).containsEntry("verdict", "ok");
        assertThat(again).containsEntry("verdict", "nothing_to_do");
        assertThat(table("monitoring/performance").count()).isEqualTo(records).isPositive();
    }

    @Test
    @Order(13)
    void failedPerformanceAsksForATrainingAndTellsTheWebhookOnce() {
        List<Row> decisions = table("meta/decisions")
                .selectExpr("concat_ws(' ', model, date, verdict)", "signals[0]")
                .collectAsList();

        assertThat(decisions).hasSize(1);
        assertThat(decisions.get(0).getString(0)).isEqualTo("arrival_late 2013-01-23 due");
        assertThat(decisions.get(0).getString(1))
                .startsWith("performance of arrival_late@1 on 2013-01-23: failed (response: retrain): auc 0.")
                .endsWith(" is below 0.999");
        assertThat(TOLD)
                .containsExactly(Json.write(Map.of("text", decisions.get(0).getString(1))));
    }

    @Test
    @Order(14)
    void everyInputOfTheModelIsJudgedAndAWindowWithoutRowsSaysSo() {
        Map<String, Object> result = run(Exit.OK, "monitor", "drift", "arrival_late", "--date", "2013-01-21");
        Map<String, Object> again = run(Exit.OK, "monitor", "drift", "--date", "2013-01-21");

        assertThat(result).containsEntry("verdict", "ok");
        assertThat(again).containsEntry("verdict", "nothing_to_do");
        Dataset<Row> drift = table("monitoring/drift").where("date = '2013-01-21'");
        assertThat(drift.where("kind = 'data' and method = 'psi'").count()).isGreaterThan(40);
        assertThat(drift.where("kind = 'data' and method = 'psi' and column_name = 'hour'")
                        .selectExpr("verdict", "score < 0.1", "row_count > 1400", "noise_floor is not null")
                        .collectAsList())
                .containsExactly(RowFactory.create("ok", true, true, true));
        assertThat(drift.where("kind = 'prediction'")
                        .selectExpr("score is not null", "row_count > 700")
                        .collectAsList())
                .containsExactly(RowFactory.create(true, true));
        assertThat(drift.where("kind = 'target'").select("verdict", "reason").collectAsList())
                .containsExactly(RowFactory.create("not_evaluated", "the window has no rows"));
        assertThat(table("monitoring/drift")
                        .where("date = '2013-01-23' and kind != 'target'")
                        .select("verdict")
                        .distinct()
                        .collectAsList())
                .containsExactly(RowFactory.create("not_evaluated"));
    }

    @Test
    @Order(15)
    void standingVerdictHoldsTheNextDayAndNotItsOwn() {
        seedAlarm(1);

        Map<String, Object> next = run(Exit.BLOCKED, "score", "--date", "2013-01-22");
        Map<String, Object> own = run(Exit.OK, "score", "--date", "2013-01-21");

        assertThat(next.get("reasons").toString())
                .contains("drift of arrival_late@1 on 2013-01-21: alarm of score psi, response fallback: there is no"
                        + " champion before it");
        assertThat(own).containsEntry("verdict", "nothing_to_do");
    }

    @Test
    @Order(16)
    void monitorLooksAtWhatThereIs() {
        Map<String, Object> result = run(Exit.USAGE, "monitor", "drit", "arrival_late", "--date", "2013-01-21");

        assertThat(result.get("reasons").toString())
                .contains("monitor looks at drift, performance or consistency, not at \"drit\"");
    }

    @Test
    @Order(17)
    void queriesChangeNothing() {
        for (String query : List.of(
                "drop table features.origin_congestion",
                "create table x as select 1 a",
                "insert into features.origin_congestion select * from features.origin_congestion")) {
            Exit exit = new Penstock().execute(project.line("sql", query));
            assertThat(exit).as(query).isEqualTo(Exit.USAGE);
        }
        assertThat(new Penstock().execute(project.line("sql", "select count(1) from features.origin_congestion")))
                .isEqualTo(Exit.OK);
    }

    @Test
    @Order(18)
    void everyCommandExplainsItself() {
        new CommandLine(new Penstock()).getSubcommands().keySet().forEach(command -> assertThat(
                        new Penstock().execute(command, "--help"))
                .as(command)
                .isEqualTo(Exit.OK));
    }

    @Test
    @Order(19)
    void whatTheScorerWasFedIsWhatTrainingWouldHold() {
        Map<String, Object> first = run(Exit.OK, "monitor", "consistency", "--sample", "100%", "--date", "2013-01-21");
        Row clean = skew().selectExpr("count(1)", "sum(mismatched)", "min(compared)")
                .first();
        Map<String, Object> again = run(Exit.OK, "monitor", "consistency", "--sample", "100%", "--date", "2013-01-21");

        assertThat(first).containsEntry("verdict", "ok");
        assertThat(clean.getLong(0)).isGreaterThan(10);
        assertThat(clean.getLong(1)).as(first.toString()).isZero();
        assertThat(clean.getLong(2))
                .isEqualTo(table("monitoring/serving_vectors").count())
                .isPositive();
        assertThat(again).containsEntry("verdict", "nothing_to_do");
    }

    @Test
    @Order(20)
    void vectorThatTrainingWouldNotHoldIsFoundUnlessItsRunWasReplaced() {
        Row fed = table("monitoring/serving_vectors").first();

        lake().append(MetaTable.SERVING_VECTORS, List.of(forged(fed, "an earlier run")));
        Map<String, Object> replaced = run(Exit.OK, "monitor", "consistency", "--date", "2013-01-21");
        lake().append(MetaTable.SERVING_VECTORS, List.of(forged(fed, fed.getAs("run_id"))));
        Map<String, Object> forged = run(Exit.OK, "monitor", "consistency", "--date", "2013-01-21");

        assertThat(replaced).containsEntry("verdict", "nothing_to_do");
        assertThat(forged).containsEntry("verdict", "ok");
        Row worst = skew().where("feature = 'distance' and verdict = 'failed'").first();
        assertThat(worst.<Long>getAs("mismatched")).isEqualTo(1);
        assertThat(worst.<String>getAs("worst_key")).contains("flight=99999");
        assertThat(worst.<String>getAs("cause")).isEqualTo("tampered value");
        assertThat(worst.<String>getAs("response")).isEqualTo("block");
    }

    @Test
    @Order(21)
    void sampleThatIsNoShareIsRefused() {
        Map<String, Object> result =
                run(Exit.USAGE, "monitor", "consistency", "--sample", "many", "--date", "2013-01-21");

        assertThat(result.get("reasons").toString())
                .contains("--sample takes a share of the keys such as 5% or 100%, not \"many\"");
    }

    @Test
    @Order(22)
    void inconsistencyOfWhatTheScorerIsFedHoldsTheNextDay() {
        Map<String, Object> next = run(Exit.BLOCKED, "score", "--date", "2013-01-22");

        assertThat(next.get("reasons").toString())
                .contains("consistency of predictions/arrival_late on 2013-01-21: failed of ")
                .contains("response block: nothing is scored until a newer verdict is good");
    }

    @Test
    @Order(23)
    void standingVerdictHandsTheNextDayToTheChampionBeforeInARunOfAllThatIsDue() throws IOException {
        Path target = project.folder().resolve("targets/short.yaml");
        Files.writeString(
                target,
                Files.readString(target)
                        .replace("rounds: 15", "rounds: 5")
                        .replace("{window: 2d,", "{window: 2d, consistency: {response: alert},"));
        run(Exit.OK, "train", "--date", "2013-01-20");
        run(Exit.OK, "promote", "arrival_late", "2", "--date", "2013-01-21", "--reason", "tried by hand");
        seedAlarm(2);

        Map<String, Object> due = run(Exit.OK, "run", "--date", "2013-01-22");

        assertThat(due).containsEntry("verdict", "ok");
        assertThat(due.get("steps").toString())
                .contains("drift of arrival_late@2 on 2013-01-21: alarm of")
                .contains("response fallback: arrival_late@1 scores instead");
        assertThat(table("predictions/arrival_late")
                        .where("date = '2013-01-22'")
                        .groupBy("role", "model_version")
                        .count()
                        .selectExpr("concat_ws(' ', role, model_version)", "count > 700")
                        .collectAsList())
                .containsExactly(RowFactory.create("champion 1", true));
        assertThat(table("monitoring/consistency")
                        .where("date = '2013-01-22' and view = 'tail_last' and feature != '*'")
                        .selectExpr("count(1) > 3", "sum(mismatched)", "min(compared) > 0")
                        .collectAsList())
                .containsExactly(RowFactory.create(true, 0L, true));
    }

    @Test
    @Order(18)
    void runSaysWhatEachOfItsStepsSpent() {
        Row run = table("meta/runs")
                .where("job = 'features' and exists(spent, s -> s.step = 'features features/origin_congestion')")
                .orderBy("started_at")
                .first();
        List<Row> spent = run.getList(run.fieldIndex("spent"));

        assertThat(spent.stream()
                        .mapToDouble(step -> step.<Double>getAs("cpu_seconds"))
                        .sum())
                .isPositive()
                .isCloseTo(run.getAs("cpu_seconds"), within(1e-6));
        assertThat(spent.stream()
                        .mapToLong(step -> step.<Long>getAs("bytes_written"))
                        .sum())
                .isPositive()
                .isEqualTo(run.<Long>getAs("bytes_written"));
        assertThat(run.<Long>getAs("bytes_read")).isPositive();
        assertThat(run.<Long>getAs("peak_memory"))
                .isEqualTo(spent.stream()
                        .mapToLong(step -> step.<Long>getAs("peak_memory"))
                        .max()
                        .orElseThrow())
                .isPositive();
        assertThat(new Penstock().execute(project.line("runs", "show", run.getString(0))))
                .isEqualTo(Exit.OK);
        assertThat(new Penstock().execute(project.line("runs", "show", "nobody")))
                .isEqualTo(Exit.USAGE);
    }

    @Test
    @Order(19)
    void definitionsOfAPullRequestSayWhatTheyChangeInALake() throws IOException {
        ExampleProject other = ExampleProject.copy(
                temporary.resolve("a pull request"),
                1,
                "lake: " + project.folder().resolve("lake"));
        Path view = other.folder().resolve("features/origin_congestion.yaml");
        Files.writeString(view, Files.readString(view).replace("window: 1h", "window: 2h"));
        Path source = other.folder().resolve("sources/weather.yaml");
        Files.writeString(source, Files.readString(source).replace("row_count: {min:", "row_count: {max: 9999, min:"));

        Listing changes = new Changes(
                        Project.read(other.folder(), Optional.of("short"), Map.of()),
                        project.lake(),
                        LocalSpark.session())
                .listing();

        Map<Object, List<Object>> byName =
                changes.rows().stream().collect(Collectors.toMap(row -> row.get(1), row -> row));
        assertThat(byName.get("departures")).startsWith("source", "departures", "unchanged");
        assertThat(byName.get("weather").toString())
                .contains("changed")
                .contains("ingest weather --from 2013-01-01 --to");
        assertThat(byName.get("carrier_recent")).startsWith("feature_view", "carrier_recent", "unchanged");
        assertThat(byName.get("origin_congestion").toString())
                .contains("changed")
                .contains("backfill --from 2013-01-01 --to 2013-01-21")
                .contains("the table begins anew, its days go to features/origin_congestion__");
        assertThat(byName.get("arrival_late").get(5))
                .isEqualTo("train: origin_congestion changed, and until then arrival_late cannot score");
        assertThat(new Penstock().execute(project.line("plan", "--against", "short")))
                .isEqualTo(Exit.USAGE);
    }

    /** The notebooks are executed over it, and polars is to read the same from it. */
    @Test
    @Order(24)
    void lakeIsLeftForTheNotebooks() throws IOException {
        Path left = Path.of("target", "notebooks");

        CountedLake.leave(project, left);

        Map<String, Object> counted = Json.map(Files.readString(left.resolve("counts.json")));
        assertThat(counted)
                .containsKeys("sources/departures", "features/tail_last", "predictions/arrival_late")
                .containsKey("training_sets/arrival_late");
    }

    @Test
    @Order(25)
    void smallFilesArePutTogetherAndWhatIsNeededStays() {
        Map<String, SliceContent> before = project.contents(Set.of("sources", "features", "predictions", "quarantine"));

        assertThat(run(Exit.OK, "optimize").get("steps").toString())
                .contains("table=meta/checks")
                .contains("files_after=1");
        assertThat(run(Exit.OK, "optimize", "meta/checks")).containsEntry("verdict", "nothing_to_do");
        assertThat(run(Exit.OK, "vacuum")).containsEntry("verdict", "nothing_to_do");

        assertThat(project.contents(Set.of("sources", "features", "predictions", "quarantine")))
                .isEqualTo(before);
        assertThat(run(Exit.OK, "features", "--date", "2013-01-20")).containsEntry("verdict", "nothing_to_do");
    }

    @Test
    @Order(26)
    void versionThatAModelNeedsIsNotRemoved() {
        Map<String, Object> refused = run(Exit.USAGE, "vacuum", "features/origin_congestion", "--up-to", "3");

        assertThat(refused.get("reasons").toString())
                .contains(" is needed by model arrival_late@1 (through training_sets/arrival_late@1)")
                .contains("nothing was removed");
        assertThat(run(Exit.USAGE, "vacuum", "--up-to", "1").get("reasons").toString())
                .contains("--up-to goes with one table");
        assertThat(run(Exit.USAGE, "vacuum", "--keep", "2h").get("reasons").toString())
                .contains("--keep 2h is too short");
        assertThat(run(Exit.USAGE, "retire", "arrival_late", "2", "--date", "2013-01-22", "--reason", "test")
                        .get("reasons")
                        .toString())
                .contains("is champion and cannot be retired");
    }

    @Test
    @Order(27)
    void modelWhoseFolderIsLostStopsTheVacuum() throws IOException {
        Path models = project.folder().resolve("lake/models/arrival_late");
        Path away = temporary.resolve("away");
        Files.move(models, away);
        try {
            assertThat(run(Exit.USAGE, "vacuum").get("reasons").toString())
                    .contains("is not complete")
                    .contains("restore it from a copy");
        } finally {
            Files.move(away, models);
        }
    }

    /** Says that a version's scores drifted by the end of the 21st, with response fallback. */
    private static void seedAlarm(long version) {
        Row drift = table("monitoring/drift").where("kind = 'prediction'").first();
        Object[] values = new Object[drift.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = drift.schema().fieldNames()[i].equals("counts") ? drift.getList(i) : drift.get(i);
        }
        values[drift.fieldIndex("date")] = LocalDate.of(2013, 1, 21);
        values[drift.fieldIndex("model_version")] = version;
        values[drift.fieldIndex("verdict")] = "alarm";
        values[drift.fieldIndex("response")] = "fallback";
        values[drift.fieldIndex("run_id")] = "~seeded";
        lake().append(MetaTable.DRIFT, List.of(RowFactory.create(values)));
    }

    private static Dataset<Row> skew() {
        return table("monitoring/consistency").where("view = 'predictions/arrival_late'");
    }

    /** The same vector under the key of a flight that never was. */
    private static Row forged(Row fed, String runId) {
        Map<String, String> key = new HashMap<>(fed.<String, String>getJavaMap(fed.fieldIndex("keys")));
        key.put("flight", "99999");
        return RowFactory.create(
                fed.getAs("model"),
                fed.getAs("model_version"),
                key,
                fed.getAs("moment"),
                fed.getAs("vector"),
                fed.getAs("date"),
                runId);
    }

    private static Map<String, Object> run(Exit expected, String... command) {
        return project.run(expected, command);
    }

    private static Lake lake() {
        return project.lake();
    }

    private static Dataset<Row> table(String table) {
        return lake().read(lake().at(table));
    }

    private static List<String> rows(String table, String where) {
        return table(table).where(where).toJSON().collectAsList().stream()
                .sorted()
                .toList();
    }
}
