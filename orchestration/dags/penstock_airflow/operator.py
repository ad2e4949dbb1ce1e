"""Runs a command line of penstock and turns its verdict into the state of the task."""

from __future__ import annotations

import shlex
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import Asset
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from penstock_airflow import plan, result

ARGUMENT = {plan.DATE: '"$PENSTOCK_DATE"'}


class PenstockOperator(BashOperator):
    """One command line.

    ============== ==========================================================
    verdict        the task
    ============== ==========================================================
    ok             succeeds; an asset event for each table that it published
    nothing_to_do  is skipped; what needs it runs all the same
    blocked        fails and is not tried again, the reasons are in its log
    anything else  fails and is tried again, if the result says that it helps
    no result      fails and is tried again
    ============== ==========================================================

    :param arguments: of penstock; ``{date}`` becomes the day of the run
    :param project: folder of the project
    :param launcher: path of ``bin/penstock``
    :param results: folder that result files are written to
    """

    def __init__(
        self, *, arguments: Sequence[str], project: Path, launcher: Path, results: Path, **kwargs: Any
    ) -> None:
        words = " ".join(ARGUMENT.get(word) or shlex.quote(word) for word in arguments)
        super().__init__(
            # exec: the job itself gets the signal when the task is cancelled
            bash_command=f"exec {shlex.quote(str(launcher))} --project {shlex.quote(str(project))} {words}"
            ' --result "$PENSTOCK_RESULT" --run-id "$PENSTOCK_RUN_ID" --attempt "$PENSTOCK_TRY"',
            env={
                "PENSTOCK_DATE": "{{ penstock_date(params, data_interval_end) }}",
                "PENSTOCK_RESULT": str(results / "{{ dag.dag_id }}/{{ run_id }}/{{ task.task_id }}/{{ ti.try_number }}.json"),
                "PENSTOCK_RUN_ID": "{{ penstock_run_id(ti) }}",
                "PENSTOCK_TRY": "{{ ti.try_number }}",
                # the key that signs Airflow's tokens is none of the job's business
                "AIRFLOW__API_AUTH__JWT_SECRET": "",
            },
            append_env=True,
            **kwargs,
        )

    def execute(self, context: Any) -> dict[str, Any]:
        file = Path(self.env["PENSTOCK_RESULT"])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
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
        if found.verdict == "ok":
            for asset in self.outlets:
                versions = [each for each in found.outputs if each.rpartition("@")[0] == asset.name.partition("/")[2]]
                context["outlet_events"][asset].extra = {"versions": versions}
            return {"verdict": found.verdict, "outputs": list(found.outputs)}
        said = f"{found.verdict}: {found.because}"
        if found.verdict == "nothing_to_do":
            raise AirflowSkipException(said)
        if found.verdict == "blocked" or not found.retryable:
            raise AirflowFailException(said)
        raise AirflowException(said)


def asset(project: str, table: str) -> Asset:
    """A table of a project's lake, as Airflow knows it."""
    return Asset(name=f"{project}/{table}", uri=f"penstock://{project}/{table}")


def run_date(params: Any, interval_end: Any) -> str:
    """The day of a run: the parameter ``run_date``, else the day before the end of the run's interval."""
    if params.get("run_date"):
        return params["run_date"]
    if not interval_end:
        raise AirflowFailException("this run has no interval, so say its day: the parameter run_date, such as 2013-11-01")
    return interval_end.subtract(days=1).date().isoformat()


def run_id(ti: Any) -> str:
    """An id of this very try, the same wherever it is asked for."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{ti.dag_id}/{ti.run_id}/{ti.task_id}/{ti.map_index}/{ti.try_number}"))
