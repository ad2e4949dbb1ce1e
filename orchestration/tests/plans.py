"""A small plan, and a launcher that stands in for the Spark job: it writes the result that it is told to."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

TASKS = [
    {
        "task_id": "flights",
        "group": "ingest",
        "arguments": ["ingest", "flights", "--date", "{date}"],
        "needs": [],
        "produces": ["sources/arrivals", "sources/departures"],
        "asks": [],
        "always": False,
        "doc": "Reads the batch.",
    },
    {
        "task_id": "late",
        "group": "score",
        "arguments": ["score", "late", "--date", "{date}"],
        "needs": ["ingest.flights"],
        "produces": ["predictions/late"],
        "asks": ["retrain/late"],
        "always": False,
        "doc": "Scores the <day>.",
    },
    {
        "task_id": "site",
        "group": "report",
        "arguments": ["report"],
        "needs": ["score.late"],
        "produces": [],
        "asks": [],
        "always": True,
        "doc": "The site.",
    },
]


def plan(**changed: Any) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "project": "flights",
        "owner": "ops",
        "description": None,
        "tags": ["demo"],
        "dags": [
            {
                "dag_id": "flights_daily",
                "schedule": "0 6 * * *",
                "lag_days": 1,
                "on": [],
                "starts": "2013-01-01",
                "doc": "What is due.",
                "tasks": TASKS,
            }
        ],
    } | changed


def written(folder: Path, content: Any) -> Path:
    file = folder / "plan.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def launcher(folder: Path, result: str, code: int = 0) -> Path:
    """Keeps its arguments and what it got of Airflow's key; RUN_ID in the result becomes the run's id, no result writes none."""
    file = folder / "penstock"
    write = f"sed \"s/RUN_ID/$PENSTOCK_RUN_ID/\" > \"$PENSTOCK_RESULT\" <<'RESULT'\n{result}\nRESULT\n" if result else ""
    file.write_text(f'#!/usr/bin/env bash\nprintf "%s\\n" "$@" > "{folder}/arguments"\nprintf %s "$AIRFLOW__API_AUTH__JWT_SECRET" > "{folder}/key"\n{write}exit {code}\n', encoding="utf-8")
    os.chmod(file, 0o755)
    return file


def result(verdict: str, **changed: Any) -> str:
    fields = {
        "schema_version": 1,
        "run_id": "RUN_ID",
        "verdict": verdict,
        "retryable": False,
        "reasons": [],
        "outputs": [],
        "asks": [],
    }
    return json.dumps(fields | changed)
