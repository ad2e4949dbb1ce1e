"""The DAGs of a plan."""

from __future__ import annotations

import logging
import os
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from json import dumps
from pathlib import Path
from typing import Any

from airflow.sdk import DAG, CronDataIntervalTimetable, Param, TaskGroup

from penstock_airflow import operator
from penstock_airflow.plan import Dag, Plan, Task

WEBHOOK = "PENSTOCK_WEBHOOK"


@dataclass(frozen=True)
class Setting:
    """Where jobs run.

    :param launcher: path of ``bin/penstock``
    :param results: folder for result files
    :param pool: of all tasks; it must exist, else Airflow lets them wait for ever
    """

    launcher: Path
    results: Path
    pool: str = "default_pool"


def dags(plan: Plan, setting: Setting) -> Iterator[DAG]:
    """All DAGs of a project."""
    for dag in plan.dags:
        yield _dag(plan, dag, setting)


def _dag(plan: Plan, dag: Dag, setting: Setting) -> DAG:
    with DAG(
        dag_id=dag.id,
        schedule=CronDataIntervalTimetable(dag.schedule, timezone="UTC"),
        start_date=datetime.combine(dag.starts, datetime.min.time(), timezone.utc),
        catchup=False,
        max_active_runs=1,
        params={
            "run_date": Param(
                None, type=["null", "string"], format="date", description="the day to work on; empty: that of the schedule"
            )
        },
        doc_md=dag.doc,
        tags=["penstock", plan.project, *plan.tags],
        default_args={
            "owner": plan.owner,
            "pool": setting.pool,
            "retries": 2,
            "retry_delay": timedelta(minutes=1),
            "retry_exponential_backoff": True,
            "max_retry_delay": timedelta(minutes=15),
        },
        user_defined_macros={"penstock_date": operator.run_date, "penstock_run_id": operator.run_id},
        on_failure_callback=tell,
    ) as made:
        groups: dict[str, TaskGroup] = {}
        tasks = {}
        for task in dag.tasks:
            group = groups.get(task.group) or groups.setdefault(task.group, TaskGroup(task.group))
            tasks[task.id] = _task(plan, task, setting, group)
        for task in dag.tasks:
            for needed in task.needs:
                tasks[needed] >> tasks[task.id]
    return made


def _task(plan: Plan, task: Task, setting: Setting, group: TaskGroup) -> operator.PenstockOperator:
    return operator.PenstockOperator(
        task_id=task.name,
        task_group=group,
        arguments=task.arguments,
        project=plan.folder,
        launcher=setting.launcher,
        results=setting.results,
        outlets=[operator.asset(plan.project, table) for table in task.produces],
        doc_md=task.doc,
        # What had nothing to do is skipped, and stops nobody.
        trigger_rule="none_failed",
    )


def tell(context: Any) -> None:
    """Tells a webhook (as Slack's) of a failed run; a webhook that fails changes nothing."""
    address = os.environ.get(WEBHOOK)
    if not address:
        return
    run = context["dag_run"]
    body = dumps({"text": f"{run.dag_id} {run.run_id} failed"}).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    try:
        urllib.request.urlopen(request, timeout=10).close()
    except (OSError, ValueError) as error:
        logging.getLogger(__name__).warning("the webhook was not told: %s", type(error).__name__)
