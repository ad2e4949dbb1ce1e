"""Writes the projects of the tests with a real Airflow into PENSTOCK_TEST_FOLDER."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

DAILY = ("ingest", "features", "score", "monitor")
REPORT = "report"


def task(command: str, needs: list[str], asks: list[str]) -> dict[str, Any]:
    return {
        "task_id": "all",
        "group": command,
        "arguments": [command, "--date", "{date}"],
        "needs": needs,
        "produces": [f"{command}/out"],
        "asks": asks,
        "always": command == REPORT,
        "doc": f"Does {command}.",
    }


def plan(project: str) -> dict[str, Any]:
    """A chain of four tasks a day, a training that the last may ask for, and a report whatever becomes of them."""
    daily = [
        task(command, [f"{before}.all"] if before else [], ["retrain/late"] if command == "monitor" else [])
        for before, command in zip((None, *DAILY), DAILY)
    ]
    daily.append(task(REPORT, ["monitor.all"], []))
    training = [task("training-set", [], []), task("train", ["training-set.all"], [])]
    dags = [("daily", "0 6 * * *", [], daily), ("train_late", "0 8 * * 1", ["retrain/late"], training)]
    return {
        "schema_version": 1,
        "project": project,
        "owner": "tests",
        "tags": [],
        "dags": [
            {"dag_id": f"{project}_{name}", "schedule": schedule, "lag_days": 1, "on": on, "starts": "2013-01-01", "doc": name, "tasks": tasks}
            for name, schedule, on, tasks in dags
        ],
    }


def weather(folder: Path, example: Path, name: str) -> None:
    """A real project of one feed, one source and one view of the example, and three days of files."""
    for part in ("feeds/weather", "sources/weather", "entities/origin", "features/origin_weather"):
        target = folder / f"{part}.yaml"
        target.parent.mkdir(parents=True)
        shutil.copy(example / f"{part}.yaml", target)
    files = folder / "data" / "weather"
    files.mkdir(parents=True)
    for day in (1, 2, 3):
        shutil.copy(example / "data" / "weather" / f"2013-01-0{day}.csv.gz", files)
    (folder / "penstock.yaml").write_text(f"project: {name}\nlake: lake\n", encoding="utf-8")


DAG_FILE = """
from datetime import timedelta
from pathlib import Path
from penstock_airflow.factory import Setting, project_dags

globals().update(project_dags({folder!r}, Setting(Path({launcher!r}), Path({results!r}), {more}
    retry_delay=timedelta(seconds=1))))
"""


def dag_file(folder: Path, name: str, launcher: Path, more: str = "") -> None:
    text = DAG_FILE.format(folder=str(folder / name), launcher=str(launcher), results=str(folder / "results"), more=more)
    (folder / "dags").mkdir(exist_ok=True)
    (folder / "dags" / f"{name}.py").write_text(text, encoding="utf-8")


def main() -> None:
    root, folder = Path(os.environ["PENSTOCK_ROOT"]), Path(os.environ["PENSTOCK_TEST_FOLDER"])
    stand_in = root / "orchestration" / "tests" / "penstock_stand_in"
    for name, more in (("stand_in", ""), ("pooled", "pool='nobody_made', ")):
        (folder / name / "acts").mkdir(parents=True)
        (folder / name / "plan.json").write_text(json.dumps(plan(name)), encoding="utf-8")
        dag_file(folder, name, stand_in, more)
    (folder / "broken").mkdir()
    (folder / "broken" / "plan.json").write_text('{"schema_version": 1, "project": "bro', encoding="utf-8")
    dag_file(folder, "broken", stand_in)
    settings = folder / "spark.properties"
    settings.write_text("spark.master local[2]\nspark.ui.enabled false\n", encoding="utf-8")
    for name, more in (("real", ""), ("submitted", f"spark=Path({str(settings)!r}), ")):
        weather(folder / name, root / "examples" / "flights", name)
        dag_file(folder, name, root / "bin" / "penstock", more)


if __name__ == "__main__":
    main()
