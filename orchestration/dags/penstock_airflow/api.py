"""What a task can only ask of Airflow's own API: to keep a note, and whether a pool exists."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

from airflow.sdk import BaseHook
from airflow.sdk.exceptions import AirflowNotFoundException

CONNECTION = "penstock_airflow"
LONGEST_NOTE = 1000


class NoAnswer(Exception):
    """The API did not do what it was asked for; the text says why, and names no secret."""


@dataclass(frozen=True)
class Api:
    """Airflow's API, with the address and login of the connection ``penstock_airflow``."""

    url: str
    login: str
    password: str

    @classmethod
    def connected(cls) -> Api | None:
        """The API, or None where there is no such connection."""
        try:
            found = BaseHook.get_connection(CONNECTION)
        except AirflowNotFoundException:
            return None
        scheme = "https" if found.conn_type == "https" or found.schema == "https" else "http"
        port = f":{found.port}" if found.port else ""
        return cls(f"{scheme}://{found.host}{port}", found.login or "", found.password or "")

    def note(self, ti: Any, text: str) -> None:
        """Keeps a text beside a task, where its page shows it; none takes away what was there."""
        run, task = (urllib.parse.quote(word, safe="") for word in (ti.run_id, ti.task_id))
        path = f"/api/v2/dags/{ti.dag_id}/dagRuns/{run}/taskInstances/{task}?update_mask=note"
        self._call("PATCH", path, {"note": text[:LONGEST_NOTE] or None})

    def has_pool(self, name: str) -> bool:
        try:
            self._call("GET", f"/api/v2/pools/{urllib.parse.quote(name, safe='')}")
        except NoAnswer as error:
            if isinstance(error.__cause__, urllib.error.HTTPError) and error.__cause__.code == 404:
                return False
            raise
        return True

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        token = self._send("POST", "/auth/token", {"username": self.login, "password": self.password})["access_token"]
        return self._send(method, path, body, {"Authorization": f"Bearer {token}"})

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.url + path, data, {"Content-Type": "application/json"} | (headers or {}), method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise NoAnswer(f"{method} {path.partition('?')[0]} was answered {error.code}") from error
        except (OSError, ValueError) as error:
            raise NoAnswer(f"{method} {path.partition('?')[0]} failed: {type(error).__name__}") from error
