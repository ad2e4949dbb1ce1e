"""The DAGs of a plan."""

from __future__ import annotations

import logging
import os
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from html import escape
from json import dumps
from pathlib import Path
from typing import Any

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, AssetAlias, AssetOrTimeSchedule, BaseOperator, CronDataIntervalTimetable, Param, TaskGroup

from penstock_airflow import operator, plan

WEBHOOK = "PENSTOCK_WEBHOOK"


@dataclass(frozen=True)
class Setting:
    """Where jobs run.

    :param launcher: path of ``bin/penstock``
    :param results: folder for result files, which the worker and the job both see
    :param pool: of all tasks; one that is named is looked for first, in a task of its own
    :param spark: a file of Spark settings; jobs then go through spark-submit
    :param retry_delay: before the second try; it doubles
    """

    launcher: Path
    results: Path
    pool: str | None = None
    spark: Path | None = None
    retry_delay: timedelta = timedelta(minutes=1)


def project_dags(folder: str | Path, setting: Setting) -> dict[str, DAG]:
    """The DAGs of the project in a folder, by id: ``globals().update(project_dags(...))`` is a whole DAG file."""
    made = plan.read(Path(folder) / "plan.json")
    return {dag.id: _dag(made, dag, setting) for dag in made.dags}


def _dag(made: plan.Plan, dag: plan.Dag, setting: Setting) -> DAG:
    with DAG(
        dag_id=dag.id,
        schedule=_schedule(made, dag),
        start_date=datetime.combine(dag.starts, datetime.min.time(), timezone.utc),
        catchup=False,
        max_active_runs=1,
        params={
            "run_date": Param(
                None, type=["null", "string"], format="date", description="the day to work on; empty: that of the schedule"
            )
        },
        doc_md=escape(dag.doc, quote=False),
        tags=["penstock", made.project, *made.tags],
        default_args={
            "owner": made.owner,
            "pool": setting.pool or "default_pool",
            "retries": 2,
            "retry_delay": setting.retry_delay,
            "retry_exponential_backoff": True,
            "max_retry_delay": timedelta(minutes=15),
        },
        user_defined_macros={"penstock_date": partial(operator.run_date, dag.lag_days), "penstock_run_id": operator.run_id},
        on_failure_callback=tell,
    ) as result:
        groups = {name: TaskGroup(name) for name in dict.fromkeys(task.group for task in dag.tasks)}
        tasks = {task.id: _task(made, task, setting, groups[task.group]) for task in dag.tasks}
        for task in dag.tasks:
            for needed in task.needs:
                tasks[needed] >> tasks[task.id]
        _ends(dag, tasks)
        if setting.pool:
            operator.PoolThere(task_id="pool_there", wanted=setting.pool) >> [
                tasks[task.id] for task in dag.tasks if not task.needs
            ]
    return result


def _ends(dag: plan.Dag, tasks: dict[str, BaseOperator]) -> None:
    """A run fails if its last tasks do; a task that always runs would hide what failed before it."""
    before = {needed for task in dag.tasks if task.always for needed in task.needs}
    if before:
        [tasks[needed] for needed in sorted(before)] >> EmptyOperator(task_id="ended", trigger_rule="none_failed")


def _schedule(made: plan.Plan, dag: plan.Dag) -> Any:
    times = CronDataIntervalTimetable(dag.schedule, timezone="UTC")
    if not dag.on:
        return times
    return AssetOrTimeSchedule(timetable=times, assets=[operator.asset(made.project, ask) for ask in dag.on])


def _task(made: plan.Plan, task: plan.Task, setting: Setting, group: TaskGroup) -> operator.PenstockOperator:
    return operator.PenstockOperator(
        task_id=task.name,
        task_group=group,
        arguments=task.arguments,
        project=made.folder,
        launcher=setting.launcher,
        results=setting.results,
        spark=setting.spark,
        outlets=[operator.asset(made.project, table) for table in task.produces],
        asked=AssetAlias(f"{made.project}/asked") if task.asks else None,
        doc_md=escape(task.doc, quote=False),
        # What had nothing to do is skipped, and stops nobody.
        trigger_rule="all_done" if task.always else "none_failed",
        # What also tells of a missing pool cannot wait for it.
        **({"pool": "default_pool"} if task.always else {}),
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
