"""What becomes of tasks and runs in a real Airflow, asked of its API at PENSTOCK_TEST_URL.

The job is a stand-in that writes the result it is told to, but for the runs of real jobs. States, tries, notes and asset
events go to .build/airflow-tests/states.txt.
"""

from __future__ import annotations

import json
import os
import subprocess
import textwrap
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

URL = os.environ["PENSTOCK_TEST_URL"]
FOLDER = Path(os.environ["PENSTOCK_TEST_FOLDER"])
STATES = FOLDER.parent / "states.txt"
ENDED = ("success", "failed")
DAILY = "stand_in_daily"


class Airflow:
    """The API, with a login of the local server."""

    def __init__(self) -> None:
        self.token = None
        self.token = self.call("POST", "/auth/token", {"username": "admin", "password": "headrace"})["access_token"]

    def call(self, method: str, path: str, body: Any = None) -> Any:
        try:
            return self.once(method, path, body)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()[:500]}") from error

    def once(self, method: str, path: str, body: Any) -> Any:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(URL + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def api(self, method: str, path: str, body: Any = None) -> Any:
        return self.call(method, "/api/v2" + path, body)

    def unpause(self, *dags: str) -> None:
        for dag in dags:
            await_that(f"{dag} is there", lambda: self.known(dag), 60)
            self.api("PATCH", f"/dags/{dag}?update_mask=is_paused", {"is_paused": False})

    def known(self, dag: str) -> bool:
        return dag in {each["dag_id"] for each in self.api("GET", "/dags?limit=100")["dags"]}

    def trigger(self, dag: str, run: str, day: str | None) -> None:
        conf = {"run_date": day} if day else {}
        self.api("POST", f"/dags/{dag}/dagRuns", {"dag_run_id": run, "logical_date": None, "conf": conf})

    def run(self, dag: str, run: str) -> dict[str, Any]:
        return self.api("GET", f"/dags/{dag}/dagRuns/{urllib.parse.quote(run)}")

    def ended(self, dag: str, run: str, seconds: float = 120) -> str:
        return await_that(
            f"{dag} {run} has ended", lambda: self.run(dag, run)["state"] in ENDED and self.run(dag, run)["state"], seconds
        )

    def tasks(self, dag: str, run: str) -> dict[str, dict[str, Any]]:
        found = self.api("GET", f"/dags/{dag}/dagRuns/{urllib.parse.quote(run)}/taskInstances?limit=100")
        return {each["task_id"]: each for each in found["task_instances"]}

    def events(self, dag: str, run: str) -> dict[str, Any]:
        found = self.api("GET", f"/assets/events?source_dag_id={dag}&source_run_id={urllib.parse.quote(run)}&limit=100")
        return {each["uri"]: each["extra"] for each in found["asset_events"]}

    def xcom(self, dag: str, run: str, task: str) -> Any:
        return self.api("GET", f"/dags/{dag}/dagRuns/{run}/taskInstances/{task}/xcomEntries/return_value?deserialize=true")["value"]

    def log(self, dag: str, run: str, task: str, attempt: int) -> str:
        return json.dumps(self.api("GET", f"/dags/{dag}/dagRuns/{run}/taskInstances/{task}/logs/{attempt}?full_content=true"))


def await_that(what: str, holds: Any, seconds: float) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.3)
    raise AssertionError(f"after {seconds} seconds it is still not so that {what}")


def act(day: str, command: str, what: str) -> None:
    (FOLDER / "stand_in" / "acts" / f"{day}.{command}").write_text(what, encoding="utf-8")


class RealAirflowTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.airflow = Airflow()
        STATES.write_text("", encoding="utf-8")
        # The real jobs take longest: they run beside the others.
        cls.airflow.unpause(DAILY, "stand_in_train_late", "pooled_daily", "real_daily", "submitted_daily")
        for dag in ("real_daily", "submitted_daily"):
            cls.airflow.trigger(dag, "real", "2013-01-01")

    def tell(self, scenario: str, dag: str, run: str) -> None:
        lines = [f"{scenario}: {dag} {run}: {self.airflow.run(dag, run)['state']}"]
        tasks = self.airflow.tasks(dag, run).values()
        for task in sorted(tasks, key=lambda each: (each["start_date"] or each["end_date"] or "9", each["task_id"])):
            note = f", note: {task['note']}" if task["note"] else ""
            lines.append(f"  {task['task_id']}: {task['state']}, tries {task['try_number']}{note}")
        for uri, extra in self.airflow.events(dag, run).items():
            lines.append(f"  event {uri} {json.dumps(extra)}")
        with STATES.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n\n")

    def ran(self, scenario: str, day: str, dag: str = DAILY) -> str:
        run = scenario.replace(" ", "_")
        self.airflow.trigger(dag, run, day)
        state = self.airflow.ended(dag, run)
        self.tell(scenario, dag, run)
        return state

    def states(self, run: str, dag: str = DAILY) -> list[str]:
        tasks = self.airflow.tasks(dag, run)
        return [f"{task['state']} {task['try_number']}" for task in (tasks[f"{name}.all"] for name in ("ingest", "features", "score", "monitor"))]

    def test_ok(self) -> None:
        self.assertEqual(self.ran("ok", "2013-11-01"), "success")
        self.assertEqual(self.states("ok"), ["success 1"] * 4)
        self.assertEqual(
            self.airflow.events(DAILY, "ok")["penstock://stand_in/features/out"],
            {"versions": ["features/out@7"], "date": "2013-11-01"},
        )

    def test_nothing_to_do_is_skipped_and_stops_nobody(self) -> None:
        act("2013-11-02", "ingest", "nothing_to_do")
        act("2013-11-02", "features", "nothing_to_do")
        self.assertEqual(self.ran("nothing to do", "2013-11-02"), "success")
        self.assertEqual(self.states("nothing_to_do"), ["skipped 1", "skipped 1", "success 1", "success 1"])
        self.assertEqual(self.airflow.xcom(DAILY, "nothing_to_do", "ingest.all")["verdict"], "nothing_to_do")

    def test_blocked_fails_once_with_a_note_and_runs_again_after_it_is_cleared(self) -> None:
        act("2013-11-03", "features", "blocked")
        self.assertEqual(self.ran("blocked", "2013-11-03"), "failed")
        self.assertEqual(self.states("blocked"), ["success 1", "failed 1", "upstream_failed 0", "upstream_failed 0"])
        reason = "departures: row_count is 3, at least 300 are asked for"
        self.assertEqual(self.airflow.tasks(DAILY, "blocked")["features.all"]["note"], f"blocked: {reason}")
        self.assertEqual(
            self.airflow.xcom(DAILY, "blocked", "features.all"), {"verdict": "blocked", "reasons": [reason], "outputs": []}
        )
        self.assertEqual(self.airflow.tasks(DAILY, "blocked")["report.all"]["state"], "success")
        act("2013-11-03", "features", "ok")
        self.airflow.api("POST", f"/dags/{DAILY}/dagRuns/blocked/clear", {"dry_run": False, "only_failed": True})
        self.assertEqual(self.airflow.ended(DAILY, "blocked"), "success")
        self.tell("cleared", DAILY, "blocked")
        self.assertEqual(self.states("blocked"), ["success 1", "success 2", "success 1", "success 1"])
        self.assertFalse(self.airflow.tasks(DAILY, "blocked")["features.all"]["note"])

    def test_failed_is_tried_again(self) -> None:
        act("2013-11-04", "score", "failed_once")
        self.assertEqual(self.ran("failed once", "2013-11-04"), "success")
        self.assertEqual(self.states("failed_once"), ["success 1", "success 1", "success 2", "success 1"])

    def test_a_job_that_says_nothing_fails_after_three_tries(self) -> None:
        act("2013-11-05", "ingest", "killed")
        self.assertEqual(self.ran("no result", "2013-11-05"), "failed")
        self.assertEqual(self.states("no_result")[0], "failed 3")
        self.assertIn("the job wrote no result file", self.airflow.log(DAILY, "no_result", "ingest.all", 3))

    def test_failed_for_good_is_not_tried_again(self) -> None:
        act("2013-11-06", "ingest", "failed")
        self.assertEqual(self.ran("failed for good", "2013-11-06"), "failed")
        self.assertEqual(self.states("failed_for_good")[0], "failed 1")

    def test_a_retrain_asked_for_starts_a_training_of_that_day(self) -> None:
        act("2013-11-07", "monitor", "retrain")
        self.assertEqual(self.ran("retrain", "2013-11-07"), "success")
        training = "stand_in_train_late"
        run = await_that(
            "a training was started", lambda: self.airflow.api("GET", f"/dags/{training}/dagRuns?run_type=asset_triggered")["dag_runs"], 30
        )[0]["dag_run_id"]
        self.assertEqual(self.airflow.ended(training, run), "success")
        self.tell("asked for", training, run)
        self.assertEqual(self.airflow.events(training, run)["penstock://stand_in/train/out"]["date"], "2013-11-07")

    def test_a_cancelled_job_gets_sigterm(self) -> None:
        act("2013-11-08", "features", "long")
        self.airflow.trigger(DAILY, "cancelled", "2013-11-08")
        acts = FOLDER / "stand_in" / "acts"
        await_that("the job runs", (acts / "2013-11-08.features.pid").exists, 60)
        self.airflow.api("PATCH", f"/dags/{DAILY}/dagRuns/cancelled/taskInstances/features.all", {"new_state": "failed"})
        await_that("the job was told to end", (acts / "2013-11-08.features.got").exists, 30)
        self.assertEqual(self.airflow.ended(DAILY, "cancelled"), "failed")
        self.tell("cancelled", DAILY, "cancelled")
        self.assertEqual(self.states("cancelled")[1], "failed 1")

    def test_a_run_without_a_day_says_that_it_needs_one(self) -> None:
        self.airflow.trigger(DAILY, "dayless", None)
        self.assertEqual(self.airflow.ended(DAILY, "dayless"), "failed")
        self.tell("no day", DAILY, "dayless")
        self.assertIn("so say its day: the parameter run_date", self.airflow.log(DAILY, "dayless", "ingest.all", 1))

    def test_a_back_fill_runs_each_of_its_days(self) -> None:
        self.airflow.api(
            "POST",
            "/backfills",
            {
                "dag_id": DAILY,
                "from_date": "2013-11-21T00:00:00Z",
                "to_date": "2013-11-23T23:59:59Z",
                "max_active_runs": 1,
                "reprocess_behavior": "none",
                "run_backwards": False,
            },
        )
        runs = lambda: self.airflow.api("GET", f"/dags/{DAILY}/dagRuns?run_type=backfill&order_by=logical_date")["dag_runs"]
        await_that("three runs have ended", lambda: [run["state"] in ENDED for run in runs()] == [True] * 3, 90)
        for run in runs():
            self.tell("back-fill", DAILY, run["dag_run_id"])
        self.assertEqual([run["state"] for run in runs()], ["success"] * 3)
        days = [self.airflow.events(DAILY, run["dag_run_id"])["penstock://stand_in/ingest/out"]["date"] for run in runs()]
        self.assertEqual(days, ["2013-11-21", "2013-11-22", "2013-11-23"])

    def test_a_missing_pool_is_said_and_the_run_ends(self) -> None:
        self.assertEqual(self.ran("missing pool", "2013-11-09", "pooled_daily"), "failed")
        self.assertEqual(self.states("missing_pool", "pooled_daily"), ["upstream_failed 0"] * 4)
        self.assertIn("there is no pool nobody_made", self.airflow.log("pooled_daily", "missing_pool", "pool_there", 1))

    def test_a_plan_that_cannot_be_read_is_an_import_error_with_its_remedy(self) -> None:
        errors = self.airflow.api("GET", "/importErrors")["import_errors"]
        self.assertEqual([error["filename"].rpartition("/")[2] for error in errors], ["broken.py"])
        self.assertIn("this is not JSON", errors[0]["stack_trace"])
        self.assertIn("write it again: penstock --project", errors[0]["stack_trace"])

    def asked(self, code: int, words: str, *line: str, **environment: str) -> None:
        """Runs a command of ``penstock airflow``; its exit code, and words that it must write."""
        login = {"PENSTOCK_AIRFLOW_URL": URL, "PENSTOCK_AIRFLOW_USER": "admin", "PENSTOCK_AIRFLOW_PASSWORD": "headrace"}
        command = [f"{os.environ['PENSTOCK_ROOT']}/bin/penstock", "airflow", *line]
        done = subprocess.run(command, env=os.environ | login | environment, capture_output=True, text=True, timeout=180)
        said = done.stdout + done.stderr
        with STATES.open("a", encoding="utf-8") as file:
            file.write(f"penstock airflow {' '.join(line)}: exit {done.returncode}\n{textwrap.indent(said, '  ')}\n")
        with self.subTest(" ".join(line)):
            self.assertEqual(done.returncode, code, said)
            self.assertIn(words, said)
            self.assertNotIn("eyJ", said, "a token")

    def test_the_commands_say_how_a_run_ended(self) -> None:
        act("2013-10-02", "features", "blocked")
        act("2013-10-03", "ingest", "failed")
        self.asked(0, "6 success", "trigger", DAILY, "--date", "2013-10-01", "--wait", "--timeout", "2m")
        self.asked(3, "is blocked", "trigger", DAILY, "--date", "2013-10-02", "--wait", "--timeout", "2m")
        self.asked(1, "failed at try", "trigger", DAILY, "--date", "2013-10-03", "--wait", "--timeout", "2m")
        self.asked(2, "already, it is success", "trigger", DAILY, "--date", "2013-10-01")
        self.asked(2, "lies before the start_date", "trigger", DAILY, "--date", "1999-01-01")
        self.asked(2, 'knows no DAG "nobody"', "trigger", "nobody", "--date", "2013-10-01")
        self.asked(0, '"verdict" : "blocked"', "status", DAILY, "penstock__2013-10-02", "--output", "json")
        act("2013-10-02", "features", "ok")
        self.asked(0, "run again", "clear", DAILY, "penstock__2013-10-02", "--only-failed")
        self.asked(0, "success", "backfill", DAILY, "--from", "2013-10-04", "--to", "2013-10-05", "--wait", "--timeout", "2m")
        self.asked(1, "pooled_daily", "doctor")
        self.asked(1, "Airflow answered 401", "pools", PENSTOCK_AIRFLOW_PASSWORD="wrong")
        self.asked(1, "no server at http://127.0.0.1:1", "pools", PENSTOCK_AIRFLOW_URL="http://127.0.0.1:1")
        self.assertEqual(self.airflow.ended(DAILY, "penstock__2013-10-02"), "success")
        self.assertEqual(self.airflow.tasks(DAILY, "penstock__2013-10-02")["report.all"]["try_number"], 2)

    def test_zz_real_jobs_publish_what_they_say_by_the_launcher_and_by_spark_submit(self) -> None:
        for dag, scenario in (("real_daily", "bin/penstock"), ("submitted_daily", "spark-submit")):
            with self.subTest(dag):
                state = self.airflow.ended(dag, "real", 180)
                self.tell(scenario, dag, "real")
                self.assertEqual(state, "success")
                events = self.airflow.events(dag, "real")
                project = dag.partition("_")[0]
                self.assertEqual(events[f"penstock://{project}/sources/weather"]["versions"], ["sources/weather@1"])
                self.assertEqual(events[f"penstock://{project}/features/origin_weather"]["versions"], ["features/origin_weather@1"])


if __name__ == "__main__":
    unittest.main()
