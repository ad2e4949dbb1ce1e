package io.penstock.orchestration;

import static io.penstock.orchestration.StubAirflow.cut;
import static io.penstock.orchestration.StubAirflow.json;
import static io.penstock.orchestration.StubAirflow.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.orchestration.StubAirflow.Ended;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands ask, print and end with; the server is a stub that behaves as Airflow 3.3 was seen to. */
class CommandsTest {
    private static final String DAG = "/api/v2/dags/daily";
    private static final String RUNS = DAG + "/dagRuns";
    private static final String RUN = RUNS + "/penstock__2013-11-05";
    private static final String TASKS = RUN + "/taskInstances";
    private static final StubAirflow.Answer NONE = json(404, "{'detail': 'not found'}");

    private final StubAirflow stub = new StubAirflow();

    @BeforeEach
    void aDagThatIsReady() {
        stub.on("GET " + DAG + "/details", dag("false"));
        stub.on("GET " + DAG + "/tasks", json(200, "{'tasks': [{'task_id': 'a', 'pool': 'default_pool'}]}"));
        stub.on(
                "GET /api/v2/pools",
                json(200, "{'pools': [{'name': 'default_pool', 'slots': 8}], 'total_entries': 1}"));
        stub.on("POST " + RUNS, run("queued"));
        stub.on("GET " + TASKS, tasks("{'task_id': 'a', 'state': 'success', 'try_number': 1}"));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private static StubAirflow.Answer dag(String paused) {
        return json(200, "{'dag_id': 'daily', 'is_paused': " + paused + ", 'start_date': '2013-11-01T00:00:00Z'}");
    }

    private static StubAirflow.Answer run(String state) {
        return json(200, "{'dag_run_id': 'penstock__2013-11-05', 'dag_id': 'daily', 'state': '" + state + "'}");
    }

    private static StubAirflow.Answer tasks(String... tasks) {
        return json(
                200, "{'task_instances': [" + String.join(", ", tasks) + "], 'total_entries': " + tasks.length + "}");
    }

    private static String task(String id, String state) {
        return "{'task_id': '" + id + "', 'map_index': -1, 'state': '" + state + "', 'try_number': 2}";
    }

    private Ended trigger(String... more) {
        String[] words = new String[4 + more.length];
        System.arraycopy(new String[] {"trigger", "daily", "--date", "2013-11-05"}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return stub.run(words);
    }

    /** A run that is there only after it was ordered. */
    private void runGoes(StubAirflow.Answer... then) {
        StubAirflow.Answer[] all = new StubAirflow.Answer[then.length + 1];
        all[0] = NONE;
        System.arraycopy(then, 0, all, 1, then.length);
        stub.on("GET " + RUN, all);
    }

    private String xcom(String task) {
        return "GET " + TASKS + "/" + task + "/xcomEntries/return_value";
    }

    @Test
    void theDayIsSentAsParameterAndAsBothEndsOfTheInterval() {
        runGoes(run("queued"));

        Ended ended = trigger("--conf", "seconds=3", "--conf", "who=ada", "--conf", "code=\"7\"");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(stub.asked())
                .filteredOn(asked -> asked.startsWith("POST " + RUNS))
                .containsExactly("POST " + RUNS + " {\"dag_run_id\":\"penstock__2013-11-05\","
                        + "\"logical_date\":\"2013-11-05T00:00:00Z\",\"data_interval_start\":\"2013-11-05T00:00:00Z\","
                        + "\"data_interval_end\":\"2013-11-06T00:00:00Z\","
                        + "\"conf\":{\"seconds\":3,\"who\":\"ada\",\"code\":\"7\",\"run_date\":\"2013-11-05\"}}");
    }

    @Test
    void aRunThatSucceedsEndsWith0() {
        runGoes(run("queued"), run("running"), run("success"));

        Ended ended = trigger("--wait");

        assertThat(ended.out()).isEqualTo("run penstock__2013-11-05 of daily: success, 1 success\n");
        assertThat(ended.err())
                .isEqualTo("penstock__2013-11-05: queued, 1 of 1 tasks done\n"
                        + "penstock__2013-11-05: running, 1 of 1 tasks done\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void aSuccessWithoutTasksEndsWith1AndIsExplained() {
        runGoes(run("success"));
        stub.on("GET " + TASKS, tasks());

        Ended ended = trigger("--wait");

        assertThat(ended.out()).contains("Airflow calls it a success, but it had no task: nothing was done");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void aTaskThatReturnedBlockedEndsWith3AndItsReasons() {
        runGoes(run("failed"));
        stub.on("GET " + TASKS, tasks(task("ingest.flights", "failed"), task("train", "upstream_failed")));
        stub.on(
                xcom("ingest.flights"),
                json(200, "{'value': {'verdict': 'blocked', 'reasons': ['too few', 'too old']}}"));

        Ended ended = trigger("--wait");

        assertThat(ended.out())
                .isEqualTo("run penstock__2013-11-05 of daily: failed, 1 failed, 1 upstream_failed\n"
                        + "  ingest.flights is blocked at try 2: too few; too old\n");
        assertThat(ended.code()).isEqualTo(3);
    }

    @Test
    void aNoteTellsThatATaskIsBlockedWhereItReturnedNothing() {
        runGoes(run("failed"));
        stub.on(
                "GET " + TASKS,
                tasks("{'task_id': 'a', 'state': 'failed', 'try_number': 1, 'note': 'blocked: too few rows'}"));

        Ended ended = trigger("--wait");

        assertThat(ended.out()).contains("a is blocked at try 1: blocked: too few rows");
        assertThat(ended.code()).isEqualTo(3);
    }

    @Test
    void aFaultBesideABlockedTaskEndsWith1() {
        runGoes(run("failed"));
        stub.on("GET " + TASKS, tasks(task("a", "failed"), task("b", "failed")));
        stub.on(xcom("a"), json(200, "{'value': {'verdict': 'blocked', 'reasons': ['too few']}}"));

        Ended ended = trigger("--wait");

        assertThat(ended.out())
                .contains("a is blocked at try 2: too few")
                .contains("b failed at try 2: it told no reason; `penstock airflow logs daily penstock__2013-11-05 b`");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void asJsonARunIsToldWithItsTasks() {
        runGoes(run("failed"));
        stub.on("GET " + TASKS, tasks(task("a", "failed")));
        stub.on(xcom("a"), json(200, "{'value': {'verdict': 'blocked', 'reasons': ['too few']}}"));

        Ended ended = trigger("--wait", "--output", "json");

        assertThat(ended.out().replaceAll("\\s", ""))
                .isEqualTo("{\"dag\":\"daily\",\"run\":\"penstock__2013-11-05\",\"state\":\"failed\","
                        + "\"verdict\":\"blocked\",\"tasks\":[{\"task\":\"a\",\"state\":\"failed\",\"tries\":2,"
                        + "\"verdict\":\"blocked\",\"reasons\":[\"toofew\"]}]}");
    }

    @Test
    void aRunThatDoesNotEndIsLeftAndItsOpenTasksAreTold() {
        runGoes(run("queued"));
        stub.on("GET " + TASKS, tasks(task("a", "success"), task("b", "scheduled")));

        Ended ended = trigger("--wait", "--timeout", "1s");

        assertThat(ended.err())
                .contains(
                        "run penstock__2013-11-05 of daily did not end within 1s, it is queued, not done: b (scheduled);"
                                + " it goes on, `penstock airflow status daily penstock__2013-11-05` tells how");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void anOrderWhoseAnswerIsLostIsNotGivenTwiceIfItArrived() {
        stub.on("POST " + RUNS, cut());
        runGoes(run("queued"));

        assertThat(trigger().code()).isZero();
        assertThat(stub.asked("POST " + RUNS)).isEqualTo(1);
    }

    @Test
    void anOrderThatDidNotArriveIsGivenAgain() {
        stub.on("POST " + RUNS, text(500, ""), run("queued"));
        runGoes(NONE, run("queued"));

        assertThat(trigger().code()).isZero();
        assertThat(stub.asked("POST " + RUNS)).isEqualTo(2);
    }

    @Test
    void anOrderThatArrivesWhileItIsGivenAgainIsFound() {
        stub.on("POST " + RUNS, cut(), json(409, "{'detail': {'reason': 'Unique constraint violation'}}"));
        runGoes(NONE, run("queued"));

        assertThat(trigger().code()).isZero();
    }

    @Test
    void aRunThatIsThereIsNotOrdered() {
        stub.on("GET " + RUN, run("failed"));

        Ended ended = trigger();

        assertThat(ended.err())
                .isEqualTo("penstock: DAG daily has a run penstock__2013-11-05 already, it is failed;"
                        + " `penstock airflow clear daily penstock__2013-11-05` runs it again\n");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(stub.asked("POST " + RUNS)).isZero();
    }

    @Test
    void anotherRunOfTheSameLogicalDateIsNamed() {
        stub.on("GET " + RUN, NONE);
        stub.on("POST " + RUNS, json(409, "{'detail': {'reason': 'Unique constraint violation'}}"));
        stub.on(
                "GET " + RUNS,
                json(200, "{'dag_runs': [{'dag_run_id': 'by_hand', 'state': 'success'}], 'total_entries': 1}"));

        Ended ended = trigger();

        assertThat(ended.err())
                .isEqualTo("penstock: DAG daily has a run of that logical date already: by_hand, success;"
                        + " `penstock airflow clear daily by_hand` runs it again\n");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aPausedDagIsNotTriggered() {
        stub.on("GET " + DAG + "/details", dag("true"));

        Ended ended = trigger();

        assertThat(ended.err())
                .isEqualTo("penstock: DAG daily is paused: Airflow would take the run and never start it;"
                        + " `penstock airflow unpause daily` first\n");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aMissingPoolIsNamedBeforeItLetsARunWaitForEver() {
        stub.on("GET " + DAG + "/tasks", json(200, "{'tasks': [{'task_id': 'a', 'pool': 'gpu'}]}"));

        Ended ended = trigger();

        assertThat(ended.err())
                .isEqualTo(
                        "penstock: tasks of DAG daily name pools that do not exist: gpu; Airflow would let them wait for"
                                + " ever; `penstock airflow pools --create gpu=SLOTS` makes one\n");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aDayBeforeTheStartIsRefusedWithTheFirst() {
        Ended ended = stub.run("trigger", "daily", "--date", "2013-10-31");

        assertThat(ended.err())
                .contains("2013-10-31 lies before the start_date of DAG daily, 2013-11-01T00:00Z")
                .contains("the first day is 2013-11-01");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void anUnknownDagIsAUsageError() {
        Ended ended = stub.run("trigger", "dayly", "--date", "2013-11-05");

        assertThat(ended.err()).startsWith("penstock: Airflow knows no DAG \"dayly\"; `penstock airflow doctor` lists");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsAFault() {
        stub.on("POST /auth/token", json(401, "{'detail': 'Invalid credentials'}"));

        assertThat(trigger().code()).isEqualTo(1);
    }

    @Test
    void aServerThatIsDownIsAFault() {
        stub.close();

        Ended ended = trigger();

        assertThat(ended.err()).contains("no server at " + stub.url());
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void withoutALoginTheVariableIsNamed() {
        Ended ended = stub.run(Map.of(), "pools");

        assertThat(ended.err())
                .isEqualTo("penstock: PENSTOCK_AIRFLOW_USER is not set: the name that Airflow knows you by\n");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aMistypedWordIsAUsageErrorWithTheNearest() {
        Ended ended = stub.run("triger", "daily");

        assertThat(ended.err()).contains("Did you mean: penstock airflow trigger");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aDateThatIsNoneIsToldHowToWrite() {
        Ended ended = stub.run("trigger", "daily", "--date", "5.11.2013");

        assertThat(ended.err()).contains("'5.11.2013' is no date; write it as 2013-01-31");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aBackFillRunsOneAtATimeAndHoldsTheWholeLastDay() {
        stub.on("POST /api/v2/backfills", json(200, "{'id': 7}"));
        stub.on(
                "GET " + RUNS,
                json(
                        200,
                        "{'dag_runs': [{'dag_run_id': 'one', 'dag_id': 'daily', 'state': 'queued'}], 'total_entries': 2}"),
                json(
                        200,
                        "{'dag_runs': [{'dag_run_id': 'two', 'dag_id': 'daily', 'state': 'queued'}], 'total_entries': 2}"));
        for (String run : new String[] {"one", "two"}) {
            stub.on(
                    "GET " + RUNS + "/" + run,
                    json(200, "{'dag_run_id': '" + run + "', 'dag_id': 'daily', 'state': 'success'}"));
            stub.on("GET " + RUNS + "/" + run + "/taskInstances", tasks(task("a", "success")));
        }

        Ended ended = stub.run("backfill", "daily", "--from", "2013-11-05", "--to", "2013-11-06", "--wait");

        assertThat(ended.out())
                .isEqualTo("run one of daily: success, 1 success\nrun two of daily: success, 1 success\n");
        assertThat(ended.code()).isZero();
        assertThat(stub.asked())
                .filteredOn(asked -> asked.startsWith("POST /api/v2/backfills"))
                .containsExactly(
                        "POST /api/v2/backfills {\"dag_id\":\"daily\",\"from_date\":\"2013-11-05T00:00:00Z\","
                                + "\"to_date\":\"2013-11-06T23:59:59Z\",\"max_active_runs\":1,\"reprocess_behavior\":\"none\"}");
    }

    @Test
    void aBackFillBesideAnotherIsRefusedWithItsNumber() {
        stub.on("POST /api/v2/backfills", json(409, "{'detail': 'There is already a running backfill'}"));
        oneBackFillIsOpen();

        Ended ended = stub.run("backfill", "daily", "--from", "2013-11-05", "--to", "2013-11-06");

        assertThat(ended.err()).startsWith("penstock: back-fill 7 of DAG daily is not over");
        assertThat(ended.code()).isEqualTo(2);
    }

    private void oneBackFillIsOpen() {
        String days = "'from_date': '2013-11-05T00:00:00Z', 'to_date': '2013-11-06T23:59:59Z'";
        stub.on(
                "GET /api/v2/backfills",
                json(
                        200,
                        "{'backfills': [{'id': 6, 'completed_at': '2013-11-06T00:00:00Z', " + days + "}, {'id': 7, "
                                + days + "}], 'total_entries': 2}"));
    }

    @Test
    void aBackFillWhoseAnswerIsLostIsTheOneThatIsInTheWayOfTheNextOrder() {
        stub.on("POST /api/v2/backfills", cut(), json(409, "{'detail': 'There is already a running backfill'}"));
        oneBackFillIsOpen();
        stub.on(
                "GET " + RUNS,
                json(200, "{'dag_runs': [{'dag_run_id': 'one', 'state': 'queued'}], 'total_entries': 1}"));

        Ended mine = stub.run("backfill", "daily", "--from", "2013-11-05", "--to", "2013-11-06");
        stub.on("POST /api/v2/backfills", cut(), json(409, "{'detail': 'There is already a running backfill'}"));
        Ended anothers = stub.run("backfill", "daily", "--from", "2013-11-05", "--to", "2013-11-07");

        assertThat(mine.out()).isEqualTo("run  state   date\none  queued  -\n");
        assertThat(anothers.err()).startsWith("penstock: back-fill 7 of DAG daily is not over");
        assertThat(anothers.code()).isEqualTo(2);
    }

    @Test
    void aBackFillIsOrderedAgainWhileTheDatabaseIsLocked() {
        stub.on("POST /api/v2/backfills", json(503, "{'detail': 'Database is locked.'}"));

        Ended ended = stub.run("backfill", "daily", "--from", "2013-11-05", "--to", "2013-11-06");

        assertThat(ended.err())
                .isEqualTo("penstock: back-fill of daily: Airflow answered 503, Database is locked.;"
                        + " the api-server's log says more\n");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(stub.asked("POST /api/v2/backfills")).isEqualTo(3);
    }

    @Test
    void theFailedTasksAreClearedWithWhatNeedsThemAndADryRunSaysSoToAirflow() {
        stub.on("GET " + RUN, run("failed"));
        stub.on("GET " + TASKS, tasks(task("a", "failed"), task("b", "success")));
        stub.on(
                "POST " + DAG + "/clearTaskInstances",
                tasks("{'task_id': 'a', 'state': null}"),
                tasks("{'task_id': 'a', 'state': null}", "{'task_id': 'b', 'state': null}"),
                tasks("{'task_id': 'a', 'state': null}"));

        Ended dry = stub.run("clear", "daily", "penstock__2013-11-05", "--only-failed", "--dry-run");
        Ended real = stub.run("clear", "daily", "penstock__2013-11-05", "--task", "a");

        assertThat(dry.out()).isEqualTo("task  state before\na     failed\nb     success\n2 would be cleared\n");
        assertThat(real.out()).endsWith("1 cleared, they run again\n");
        assertThat(stub.asked())
                .filteredOn(asked -> asked.contains("/clearTaskInstances"))
                .containsExactly(
                        "POST " + DAG + "/clearTaskInstances {\"dag_run_id\":\"penstock__2013-11-05\",\"dry_run\":true,"
                                + "\"only_failed\":true,\"include_downstream\":false,\"reset_dag_runs\":true}",
                        "POST " + DAG
                                + "/clearTaskInstances {\"dag_run_id\":\"penstock__2013-11-05\",\"task_ids\":[\"a\"],"
                                + "\"dry_run\":true,\"only_failed\":false,\"include_downstream\":true,\"reset_dag_runs\":true}",
                        "POST " + DAG
                                + "/clearTaskInstances {\"dag_run_id\":\"penstock__2013-11-05\",\"task_ids\":[\"a\"],"
                                + "\"dry_run\":false,\"only_failed\":false,\"include_downstream\":true,\"reset_dag_runs\":true}");
    }

    @Test
    void anUnknownTaskIsRefusedWithThoseThereAre() {
        stub.on("GET " + RUN, run("failed"));

        Ended clear = stub.run("clear", "daily", "penstock__2013-11-05", "--task", "z");
        Ended logs = stub.run("logs", "daily", "penstock__2013-11-05", "z");

        assertThat(clear.err()).isEqualTo("penstock: run penstock__2013-11-05 has no task \"z\"; it has a\n");
        assertThat(logs.err()).isEqualTo(clear.err());
        assertThat(clear.code()).isEqualTo(2);
    }

    @Test
    void logsAreReadToTheirEndWhateverTheirShape() {
        stub.on("GET " + RUN, run("failed"));
        stub.on(
                "GET " + TASKS + "/a/logs/1",
                json(
                        200,
                        "{'content': [{'timestamp': 'T1', 'level': 'error', 'event': 'failed', 'error_detail':"
                                + " [{'exc_type': 'E', 'exc_value': 'blocked'}]}], 'continuation_token': 'more'}"),
                json(200, "{'content': ['a bare line'], 'continuation_token': null}"));

        Ended ended = stub.run("logs", "daily", "penstock__2013-11-05", "a");

        assertThat(ended.out()).isEqualTo("T1 error failed\n  E: blocked\na bare line\n");
        assertThat(stub.asked().get(stub.asked().size() - 1)).contains("token=more");
    }

    @Test
    void aTryThatWasNotIsRefused() {
        stub.on("GET " + RUN, run("failed"));

        Ended ended = stub.run("logs", "daily", "penstock__2013-11-05", "a", "--try", "2");

        assertThat(ended.err())
                .isEqualTo("penstock: task a of run penstock__2013-11-05 had 1 tries, there is no try 2\n");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void statusListsTheNewestRuns() {
        stub.on(
                "GET " + RUNS,
                json(
                        200,
                        "{'dag_runs': [{'dag_run_id': 'one', 'state': 'failed', 'run_type': 'manual', 'conf':"
                                + " {'run_date': '2013-11-05'}}]}"));

        Ended ended = stub.run("status", "daily");

        assertThat(ended.out())
                .isEqualTo("run  state   type    date        started  ended\n"
                        + "one  failed  manual  2013-11-05  -        -\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void statusOfAnUnknownRunIsRefused() {
        Ended ended = stub.run("status", "daily", "one");

        assertThat(ended.err())
                .isEqualTo("penstock: DAG daily has no run \"one\"; `penstock airflow status daily` lists its runs\n");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void pauseAndUnpauseSayWhatTheDagIsThen() {
        stub.on("PATCH " + DAG, dag("true"));

        assertThat(stub.run("pause", "daily").out()).isEqualTo("DAG daily is paused\n");
        assertThat(stub.asked().get(stub.asked().size() - 1)).endsWith("{\"is_paused\":true}");
        assertThat(stub.run("unpause", "dayly").code()).isEqualTo(2);
    }

    @Test
    void aPoolThatIsThereStaysUnlessItsSlotsDiffer() {
        stub.on("POST /api/v2/pools", json(409, "{'detail': {'reason': 'Unique constraint violation'}}"));

        Ended same = stub.run("pools", "--create", "default_pool=8");
        Ended other = stub.run("pools", "--create", "default_pool=9");

        assertThat(same.out()).isEqualTo("pool          slots  description\ndefault_pool  8      -\n");
        assertThat(other.err())
                .isEqualTo(
                        "penstock: there is a pool default_pool already, with 8 slots; change it in Airflow's pages\n");
        assertThat(other.code()).isEqualTo(2);
    }
}
