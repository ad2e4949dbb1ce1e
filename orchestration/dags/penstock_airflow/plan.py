"""The plan of a project, as ``penstock plan --output json`` writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

SCHEMA_VERSION = 1
DATE = "{date}"


class PlanError(Exception):
    """A plan that cannot be used; the text says which file, what is wrong and what to do."""


@dataclass(frozen=True)
class Task:
    """A command line.

    :param needs: ids of tasks
    :param produces: tables
    :param asks: what its result may ask for
    :param always: whether it also runs after a failure, to tell of it
    """

    group: str
    name: str
    arguments: tuple[str, ...]
    needs: tuple[str, ...]
    produces: tuple[str, ...]
    asks: tuple[str, ...]
    always: bool
    doc: str

    @property
    def id(self) -> str:
        return f"{self.group}.{self.name}"


@dataclass(frozen=True)
class Dag:
    """A schedule and its tasks.

    :param lag_days: from the day that a run works on to the day that its interval ends
    :param on: what starts it beside its schedule: what a task's result asked for
    """

    id: str
    schedule: str
    lag_days: int
    on: tuple[str, ...]
    starts: date
    doc: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Plan:
    """``folder`` is the project's, in which the plan lies."""

    project: str
    folder: Path
    owner: str
    tags: tuple[str, ...]
    dags: tuple[Dag, ...]


def read(file: Path) -> Plan:
    """The plan in a file."""
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise PlanError(f"{file}: {error.strerror}; {_remedy(file)}") from error
    except ValueError as error:
        raise PlanError(f"{file}: this is not JSON ({error}); {_remedy(file)}") from error
    version = fields.get("schema_version") if isinstance(fields, dict) else None
    if version != SCHEMA_VERSION:
        raise PlanError(f"{file}: schema_version is {version}, these DAGs read {SCHEMA_VERSION}; {_remedy(file)}")
    try:
        return Plan(
            project=fields["project"],
            folder=file.parent.resolve(),
            owner=fields["owner"] or "airflow",
            tags=tuple(fields["tags"]),
            dags=tuple(_dag(dag) for dag in fields["dags"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PlanError(f"{file}: {type(error).__name__} {error}; {_remedy(file)}") from error


def _remedy(file: Path) -> str:
    return f"write it again: penstock --project {file.parent} plan --output json > {file}"


def _dag(fields: dict[str, Any]) -> Dag:
    return Dag(
        id=fields["dag_id"],
        schedule=fields["schedule"],
        lag_days=int(fields["lag_days"]),
        on=tuple(fields["on"]),
        starts=date.fromisoformat(fields["starts"]),
        doc=fields["doc"],
        tasks=tuple(_task(task) for task in fields["tasks"]),
    )


def _task(fields: dict[str, Any]) -> Task:
    return Task(
        group=fields["group"],
        name=fields["task_id"],
        arguments=tuple(fields["arguments"]),
        needs=tuple(fields["needs"]),
        produces=tuple(fields["produces"]),
        asks=tuple(fields["asks"]),
        always=bool(fields["always"]),
        doc=fields["doc"],
    )
