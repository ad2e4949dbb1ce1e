import tempfile
import unittest
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pendulum
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from penstock_airflow import factory, operator
from penstock_airflow.api import NoAnswer
from tests import plans


class Events(dict):
    def __missing__(self, asset):
        event = SimpleNamespace(extra={}, added=[])
        event.add = lambda wanted, extra: event.added.append((wanted.uri, extra))
        return self.setdefault(asset, event)


def made(folder, content, setting):
    """The one DAG of a plan."""
    (dag,) = factory.project_dags(plans.written(folder, content).parent, setting).values()
    return dag


class OperatorTest(unittest.TestCase):
    """Runs the first task of the plan, without a server, by a launcher that stands in for the Spark job."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="a project ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.events = Events()
        self.pushed = {}
        self.api = SimpleNamespace(noted=[])
        self.api.note = lambda ti, text: self.api.noted.append(text)
        connected = patch("penstock_airflow.operator.Api.connected", lambda: self.api)
        connected.start()
        self.addCleanup(connected.stop)

    def run_task(self, result, code=0, run_date=None, interval_end=pendulum.datetime(2013, 11, 2, 6), name="ingest.flights", asked=None):
        setting = factory.Setting(plans.launcher(self.folder, result, code), self.folder / "results")
        dag = made(self.folder, plans.plan(), setting)
        task = dag.get_task(name)
        ti = SimpleNamespace(
            dag_id=dag.dag_id, run_id="manual__1", task_id=task.task_id, map_index=-1, try_number=1, xcom_push=lambda key, value: self.pushed.update({key: value})
        )
        context = {
            "dag": dag,
            "task": task,
            "ti": ti,
            "run_id": ti.run_id,
            "params": {"run_date": run_date},
            "outlet_events": self.events,
        }
        # Airflow leaves out what a run does not have.
        context |= {"data_interval_end": interval_end} if interval_end else {}
        context |= {"triggering_asset_events": asked} if asked else {}
        task.render_template_fields(context)
        return task.execute(context)

    def arguments(self):
        return (self.folder / "arguments").read_text().split("\n")

    def test_ok_succeeds_and_says_which_versions_were_published(self):
        self.run_task(plans.result("ok", outputs=["sources/arrivals@3", "sources/departures@4"]))
        self.assertEqual(
            {asset.uri: event.extra for asset, event in self.events.items()},
            {
                "penstock://flights/sources/arrivals": {"versions": ["sources/arrivals@3"], "date": "2013-11-01"},
                "penstock://flights/sources/departures": {"versions": ["sources/departures@4"], "date": "2013-11-01"},
            },
        )

    def test_the_command_line_is_that_of_the_plan_with_the_day_before_the_interval_ends(self):
        self.run_task(plans.result("ok"))
        given = self.arguments()
        self.assertEqual(given[:6], ["--project", str(self.folder.resolve()), "ingest", "flights", "--date", "2013-11-01"])
        self.assertEqual(given[6], "--result")
        self.assertEqual(given[7], f"{self.folder}/results/flights_daily/manual__1/ingest.flights/1.json")

    def test_the_job_does_not_get_the_key_of_airflows_tokens(self):
        with patch.dict("os.environ", {"AIRFLOW__API_AUTH__JWT_SECRET": "secret"}):
            self.run_task(plans.result("ok"))
        self.assertEqual((self.folder / "key").read_text(), "")

    def test_a_day_that_was_asked_for_is_taken(self):
        self.run_task(plans.result("ok"), run_date="2013-05-01", interval_end=None)
        self.assertEqual(self.arguments()[5], "2013-05-01")

    def test_a_run_without_interval_and_day_is_refused(self):
        with self.assertRaisesRegex(AirflowFailException, "so say its day: the parameter run_date"):
            self.run_task(plans.result("ok"), interval_end=None)

    def test_nothing_to_do_is_skipped(self):
        with self.assertRaisesRegex(AirflowSkipException, "nothing_to_do: unchanged"):
            self.run_task(plans.result("nothing_to_do", reasons=["unchanged"]))

    def test_blocked_fails_without_another_try(self):
        with self.assertRaisesRegex(AirflowFailException, "blocked: row_count; unique"):
            self.run_task(plans.result("blocked", reasons=["row_count", "unique"]), code=3)
        self.assertEqual(self.api.noted, ["blocked: row_count; unique"])
        self.assertEqual(self.pushed["return_value"], {"verdict": "blocked", "reasons": ["row_count", "unique"], "outputs": []})

    def test_a_note_that_cannot_be_kept_changes_nothing(self):
        def refuse(ti, text):
            raise NoAnswer("PATCH /api/v2/dags was answered 500")

        self.api.note = refuse
        with self.assertRaisesRegex(AirflowFailException, "blocked: row_count"):
            self.run_task(plans.result("blocked", reasons=["row_count"]), code=3)

    def test_what_a_result_asks_for_is_an_event_with_the_day(self):
        self.run_task(plans.result("ok", asks=["retrain/late"]), name="score.late")
        alias, event = next((key, each) for key, each in self.events.items() if key.name == "flights/asked")
        self.assertEqual(event.added, [("penstock://flights/retrain/late", {"date": "2013-11-01"})])

    def test_a_run_that_was_asked_for_works_on_the_newest_day_of_those_who_asked(self):
        events = [SimpleNamespace(extra={"date": "2013-06-02"}), SimpleNamespace(extra={"date": "2013-06-01"})]
        self.run_task(plans.result("ok"), interval_end=None, asked={"retrain": events})
        self.assertEqual(self.arguments()[5], "2013-06-02")

    def test_failed_is_tried_again_where_the_result_says_that_it_helps(self):
        with self.assertRaises(AirflowException) as failed:
            self.run_task(plans.result("failed", retryable=True, reasons=["no connection"]), code=1)
        self.assertNotIsInstance(failed.exception, AirflowFailException)
        self.assertEqual(str(failed.exception), "failed: no connection")

    def test_failed_for_good_is_not_tried_again(self):
        with self.assertRaisesRegex(AirflowFailException, "failed: features/x.yaml:3"):
            self.run_task(plans.result("failed", reasons=["features/x.yaml:3"]), code=2)

    def test_without_a_result_of_this_very_try_it_is_tried_again(self):
        for result, said in {
            "": "the job wrote no result file .*; the job ended with: .*exit code 7",
            '{"schema_version": 1, "run_id": "RUN': "cannot be read .JSONDecodeError",
            plans.result("ok", run_id="another"): "is the result of run another, not of",
            plans.result("ok", schema_version=9): "has schema_version 9, 1 is read here",
            "[]": "cannot be read .TypeError",
        }.items():
            with self.subTest(result=result), self.assertRaisesRegex(AirflowException, said) as failed:
                self.run_task(result, code=7)
            self.assertNotIsInstance(failed.exception, (AirflowFailException, AirflowSkipException))

    def test_a_result_that_an_earlier_process_left_is_not_taken(self):
        self.run_task(plans.result("ok"))
        with self.assertRaisesRegex(AirflowException, "wrote no result file"):
            self.run_task("")


class PoolThereTest(unittest.TestCase):
    def outcome(self, api):
        with patch("penstock_airflow.operator.Api.connected", lambda: api):
            operator.PoolThere(task_id="pool_there", wanted="spark").execute({})

    def test_a_pool_that_exists_passes(self):
        self.outcome(SimpleNamespace(has_pool=lambda name: name == "spark"))

    def test_a_pool_that_does_not_exist_is_said_with_its_remedy(self):
        with self.assertRaisesRegex(AirflowFailException, r"there is no pool spark, .*\(airflow pools set spark SLOTS"):
            self.outcome(SimpleNamespace(has_pool=lambda name: False))

    def test_without_a_connection_a_named_pool_is_refused(self):
        with self.assertRaisesRegex(AirflowFailException, "add a connection penstock_airflow"):
            self.outcome(None)


class FactoryTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def dag(self):
        setting = factory.Setting(Path("/opt/penstock"), Path("/tmp/results"), "spark")
        return made(self.folder, plans.plan(), setting)

    def test_the_dag_is_that_of_the_plan(self):
        dag = self.dag()
        self.assertEqual(dag.dag_id, "flights_daily")
        self.assertEqual(dag.start_date, datetime(2013, 1, 1, tzinfo=timezone.utc))
        self.assertEqual((dag.max_active_runs, dag.catchup, dag.tags), (1, False, {"penstock", "flights", "demo"}))
        task = dag.get_task("score.late")
        self.assertEqual((task.upstream_task_ids, task.trigger_rule, task.pool), ({"ingest.flights"}, "none_failed", "spark"))
        self.assertEqual(dag.get_task("ingest.flights").upstream_task_ids, {"pool_there"})
        self.assertEqual([asset.name for asset in task.outlets], ["flights/predictions/late", "flights/asked"])
        self.assertEqual((task.owner, task.retries, task.doc_md), ("ops", 2, "Scores the &lt;day&gt;."))

    def test_what_was_asked_for_starts_a_dag_beside_its_schedule(self):
        training = plans.plan()
        training["dags"][0]["on"] = ["retrain/late"]
        dag = made(self.folder, training, factory.Setting(Path("/p"), Path("/r")))
        self.assertEqual([asset.name for asset in dag.timetable.asset_condition.objects], ["flights/retrain/late"])
        self.assertEqual(dag.get_task("ingest.flights").upstream_task_ids, set())

    def test_the_report_is_also_made_after_a_failure_and_does_not_hide_it(self):
        dag = self.dag()
        report, ended = dag.get_task("report.site"), dag.get_task("ended")
        self.assertEqual(
            (report.trigger_rule, report.upstream_task_ids, report.pool), ("all_done", {"score.late"}, "default_pool")
        )
        self.assertEqual((ended.trigger_rule, ended.upstream_task_ids), ("none_failed", {"score.late"}))
        self.assertEqual(ended.downstream_task_ids, set())

    def test_two_parses_give_the_same_bytes(self):
        from airflow.serialization.serialized_objects import DagSerialization

        first, second = (repr(DagSerialization.to_dict(self.dag())) for _ in range(2))
        self.assertEqual(first, second)

    def test_a_webhook_that_fails_changes_nothing_and_is_not_named(self):
        run = SimpleNamespace(dag_id="flights_daily", run_id="manual__1")
        with patch.dict("os.environ", {factory.WEBHOOK: "http://127.0.0.1:9/secret"}), self.assertLogs(level="WARNING") as logs:
            factory.tell({"dag_run": run})
        self.assertIn("the webhook was not told", logs.output[0])
        self.assertNotIn("secret", logs.output[0])


if __name__ == "__main__":
    unittest.main()
