"""Reads the tables of a Penstock lake into polars, at any version, without Spark.

The lake is the folder PENSTOCK_LAKE, that of the example where it is not set.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import polars as pl
from deltalake import DeltaTable

ROOT = Path(os.environ.get("PENSTOCK_LAKE") or Path(__file__).resolve().parents[1] / "examples" / "flights" / "lake")

TEAL, ORANGE, GREY = "#0f6674", "#c4622d", "#8a8f94"
plt.rcParams.update(
    {
        "figure.figsize": (9, 3.2),
        "figure.dpi": 110,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.alpha": 0.25,
        "axes.prop_cycle": plt.cycler(color=[TEAL, ORANGE, GREY, "#5b8c5a", "#8e6c8a", "#b7950b"]),
        "svg.fonttype": "none",
    }
)
pl.Config(tbl_rows=30, tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, fmt_str_lengths=80, float_precision=3)


def tables(kind: str) -> list[str]:
    """Names such as ``features/origin_congestion``, of a kind such as ``features``."""
    found = sorted(log.parent for log in (ROOT / kind).glob("*/_delta_log"))
    if not found:
        raise FileNotFoundError(f"there is no {kind}/ in {ROOT}: build it (bin/penstock demo), or set PENSTOCK_LAKE to another lake")
    return [str(folder.relative_to(ROOT)) for folder in found]


def table(name: str, version: int | None = None) -> pl.DataFrame:
    """A table, the newest version unless one is given."""
    return scan(name, version).collect()


def scan(name: str, version: int | None = None) -> pl.LazyFrame:
    """The same, read when it is asked for: filter and select first."""
    return pl.scan_delta(str(ROOT / name), version=version)


def history(name: str) -> pl.DataFrame:
    """A row a version: when, by which job and run, from which tables, how many days it published."""
    rows = []
    for commit in reversed(DeltaTable(str(ROOT / name)).history()):
        told: dict[str, Any] = json.loads(commit.get("userMetadata") or "{}")
        slices = told.get("slices", {})
        rows.append(
            {
                "version": commit["version"],
                "committed_at": commit["timestamp"],
                "job": told.get("job"),
                "parents": ", ".join(told.get("parents", [])),
                "slices": len(slices),
                "rows": sum(each["rows"] for each in slices.values()),
                "definition": (told.get("definition_hash") or "")[:8],
                "run_id": told.get("run_id"),
            }
        )
    return pl.DataFrame(rows).with_columns(pl.from_epoch("committed_at", time_unit="ms"))


def model_file(model: str, digest: str, name: str) -> Any:
    """A JSON file of a model's folder, such as ``manifest.json``."""
    return json.loads((ROOT / "models" / model / digest / name).read_text(encoding="utf-8"))


def evaluations(model: str, digest: str) -> Any:
    """How good it was on validation and test rows, with curves and slices."""
    return json.loads((ROOT / "models" / model / "evaluations" / f"{digest}.json").read_text(encoding="utf-8"))
