"""The result file of a job: how it ended, said by the job itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

SCHEMA_VERSION = 1


class NoResult(Exception):
    """There is no result of this very try; the text says why."""


@dataclass(frozen=True)
class Result:
    """``outputs`` are ``table@version``, ``asks`` is what should follow, such as ``retrain/arrival_late``."""

    verdict: str
    retryable: bool
    reasons: tuple[str, ...]
    outputs: tuple[str, ...]
    asks: tuple[str, ...]

    @property
    def because(self) -> str:
        return "; ".join(self.reasons) or "no reason given"


def read(file: Path, run_id: str) -> Result:
    """The result in a file, if it is that of this run."""
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
        version, found = fields["schema_version"], fields["run_id"]
        if version != SCHEMA_VERSION:
            raise NoResult(f"{file} has schema_version {version}, {SCHEMA_VERSION} is read here")
        if found != run_id:
            raise NoResult(f"{file} is the result of run {found}, not of {run_id}")
        return Result(
            verdict=str(fields["verdict"]),
            retryable=bool(fields["retryable"]),
            reasons=tuple(fields["reasons"]),
            outputs=tuple(fields["outputs"]),
            asks=tuple(fields.get("asks", ())),
        )
    except FileNotFoundError as error:
        raise NoResult(f"the job wrote no result file {file}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoResult(f"{file} cannot be read ({type(error).__name__}: {error})") from error
