import tempfile
import unittest
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pendulum
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from penstock_airflow import factory, operator, plan
from tests import plans


class Events(dict):
    def __missing__(self, asset):
        return self.setdefault(asset, SimpleNamespace(extra={}))


class OperatorTest(unittest.TestCase):
    """Runs the first task of the plan, without a server, by a launcher that stands in for the Spark job."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="a project ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.events = Events()

    def run_task(self, result, code=0, run_date=None, interval_end=pendulum.datetime(2013, 11, 2, 6)):
        setting = factory.Setting(plans.launcher(self.folder, result, code), self.folder / "results")
        (dag,) = factory.dags(plan.read(plans.written(self.folder, plans.plan())), setting)
        task = dag.get_task("ingest.flights")
        ti = SimpleNamespace(
            dag_id=dag.dag_id, run_id="manual__1", task_id=task.task_id, map_index=-1, try_number=1, xcom_push=lambda **_: None
        )
        context = {
            "dag": dag,
            "task": task,
            "ti": ti,
            "run_id": ti.run_id,
            "params": {"run_date": run_date},
            "data_interval_end": interval_end,
            "outlet_events": self.events,
        }
        task.render_template_fields(context)
        return task.execute(context)

    def arguments(self):
        return (self.folder / "arguments").read_text().split("\n")

    def test_ok_succeeds_and_says_which_versions_were_published(self):
        self.run_task(plans.result("ok", outputs=["sources/arrivals@3", "sources/departures@4"]))
        self.assertEqual(
            {asset.uri: event.extra for asset, event in self.events.items()},
            {
                "penstock://flights/sources/arrivals": {"versions": ["sources/arrivals@3"]},
                "penstock://flights/sources/departures": {"versions": ["sources/departures@4"]},
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


class FactoryTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def dag(self):
        setting = factory.Setting(Path("/opt/penstock"), Path("/tmp/results"), "spark")
        (dag,) = factory.dags(plan.read(plans.written(self.folder, plans.plan())), setting)
        return dag

    def test_the_dag_is_that_of_the_plan(self):
        dag = self.dag()
        self.assertEqual(dag.dag_id, "flights_daily")
        self.assertEqual(dag.start_date, datetime(2013, 1, 1, tzinfo=timezone.utc))
        self.assertEqual((dag.max_active_runs, dag.catchup, dag.tags), (1, False, {"penstock", "flights", "demo"}))
        task = dag.get_task("score.late")
        self.assertEqual((task.upstream_task_ids, task.trigger_rule, task.pool), ({"ingest.flights"}, "none_failed", "spark"))
        self.assertEqual([asset.uri for asset in task.outlets], ["penstock://flights/predictions/late"])
        self.assertEqual((task.owner, task.retries, task.doc_md), ("ops", 2, "Scores the <day>."))

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
