"""Runs a command line of penstock and turns its verdict into the state of the task."""

from __future__ import annotations

import os
import shlex
import uuid
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import Asset, AssetAlias, BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from penstock_airflow import plan, result
from penstock_airflow.api import CONNECTION, Api, NoAnswer

ARGUMENT = {plan.DATE: '"$PENSTOCK_DATE"'}


class PenstockOperator(BashOperator):
    """One command line.

    ============== ==========================================================
    verdict        the task
    ============== ==========================================================
    ok             succeeds; an asset event for each table that it published
    nothing_to_do  is skipped; what needs it runs all the same
    blocked        fails and is not tried again, the reasons are in its note
    anything else  fails and is tried again, if the result says that it helps
    no result      fails and is tried again
    ============== ==========================================================

    The XCom ``return_value`` holds verdict, reasons and outputs, whatever the verdict.

    :param arguments: of penstock; ``{date}`` becomes the day of the run
    :param project: folder of the project
    :param launcher: path of ``bin/penstock``
    :param results: folder that result files are written to
    :param spark: a file of Spark settings; the job then goes through spark-submit
    :param asked: takes an event for each asset that the result asks for
    """

    def __init__(
        self,
        *,
        arguments: Sequence[str],
        project: Path,
        launcher: Path,
        results: Path,
        spark: Path | None = None,
        asked: AssetAlias | None = None,
        outlets: Sequence[Asset] = (),
        **kwargs: Any,
    ) -> None:
        words = " ".join(ARGUMENT.get(word) or shlex.quote(word) for word in arguments)
        super().__init__(
            # exec: the job itself gets the signal when the task is cancelled
            bash_command=f"exec {shlex.quote(str(launcher))} --project {shlex.quote(str(project))} {words}"
            ' --result "$PENSTOCK_RESULT" --run-id "$PENSTOCK_RUN_ID" --attempt "$PENSTOCK_TRY"',
            env={
                "PENSTOCK_DATE": "{{ penstock_date(params, data_interval_end | default(none), "
                "triggering_asset_events | default(none)) }}",
                # no colons: Hadoop's paths refuse them
                "PENSTOCK_RESULT": str(
                    results
                    / "{{ dag.dag_id }}/{{ run_id | replace(':', '') }}/{{ task.task_id }}/{{ ti.try_number }}.json"
                ),
                "PENSTOCK_RUN_ID": "{{ penstock_run_id(ti) }}",
                "PENSTOCK_TRY": "{{ ti.try_number }}",
                **({"PENSTOCK_SPARK": str(spark)} if spark else {}),
            },
            outlets=[*outlets, *([asked] if asked else [])],
            **kwargs,
        )
        self.tables = tuple(outlets)
        self.asked = asked

    def execute(self, context: Any) -> dict[str, Any]:
        file = Path(self.env["PENSTOCK_RESULT"])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        # Airflow's settings and connections are none of the job's business.
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")} | self.env
        ended = "exit code 0"
        try:
            super().execute(context)
        except AirflowException as error:
            ended = str(error)
        try:
            found = result.read(file, self.env["PENSTOCK_RUN_ID"])
        except result.NoResult as error:
            raise AirflowException(f"{error}; the job ended with: {ended}") from error
        return self._settle(found, context)

    def _settle(self, found: result.Result, context: Any) -> dict[str, Any]:
        told = {"verdict": found.verdict, "reasons": list(found.reasons), "outputs": list(found.outputs)}
        if found.verdict == "ok":
            self._announce(found, context["outlet_events"])
            if context["ti"].try_number > 1:
                self._note("", context["ti"])
            return told
        context["ti"].xcom_push(key="return_value", value=told)
        said = f"{found.verdict}: {found.because}"
        if found.verdict == "nothing_to_do":
            raise AirflowSkipException(said)
        if found.verdict == "blocked" or not found.retryable:
            self._note(said, context["ti"])
            raise AirflowFailException(said)
        raise AirflowException(said)

    def _announce(self, found: result.Result, events: Any) -> None:
        for table in self.tables:
            versions = [each for each in found.outputs if each.rpartition("@")[0] == table.name.partition("/")[2]]
            events[table].extra = {"versions": versions, "date": self.env["PENSTOCK_DATE"]}
        for ask in found.asks if self.asked else ():
            wanted = asset(self.asked.name.partition("/")[0], ask)
            events[self.asked].add(wanted, extra={"date": self.env["PENSTOCK_DATE"]})

    def _note(self, said: str, ti: Any) -> None:
        try:
            api = Api.connected()
            if api:
                api.note(ti, said)
        except NoAnswer as error:
            self.log.warning("the reasons were not noted: %s", error)


class PoolThere(BaseOperator):
    """Fails where a pool does not exist; without it, Airflow lets the pool's tasks wait for ever and says nothing.

    It runs in the default pool, which always exists.
    """

    def __init__(self, *, wanted: str, **kwargs: Any) -> None:
        super().__init__(pool="default_pool", **kwargs)
        self.wanted = wanted

    def execute(self, context: Any) -> None:
        api = Api.connected()
        if not api:
            raise AirflowFailException(
                f"PENSTOCK_POOL is {self.wanted}, and whether that pool exists cannot be asked: add a connection"
                f" {CONNECTION} (http, with host, port, login and password of Airflow's API), or unset PENSTOCK_POOL"
            )
        try:
            there = api.has_pool(self.wanted)
        except NoAnswer as error:
            raise AirflowException(f"whether the pool {self.wanted} exists is not known: {error}") from error
        if not there:
            raise AirflowFailException(
                f"there is no pool {self.wanted}, so no task of this DAG would ever start:"
                f" add it (airflow pools set {self.wanted} SLOTS penstock), or unset PENSTOCK_POOL"
            )


def asset(project: str, name: str) -> Asset:
    """A table of a project's lake, or what a result asked for, as Airflow knows it."""
    return Asset(name=f"{project}/{name}", uri=f"penstock://{project}/{name}")


def run_date(lag_days: int, params: Any, interval_end: Any, asked: Any = None) -> str:
    """The day of a run: the parameter ``run_date``, else that of the event that started it, else some days before its
    interval ends."""
    if params.get("run_date"):
        return params["run_date"]
    days = [event.extra["date"] for events in (asked or {}).values() for event in events if "date" in event.extra]
    if days:
        return max(days)
    if not interval_end:
        raise AirflowFailException("this run has no interval, so say its day: the parameter run_date, such as 2013-11-01")
    return (interval_end - timedelta(days=lag_days)).date().isoformat()


def run_id(ti: Any) -> str:
    """An id of this very try, the same wherever it is asked for."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{ti.dag_id}/{ti.run_id}/{ti.task_id}/{ti.map_index}/{ti.try_number}"))
