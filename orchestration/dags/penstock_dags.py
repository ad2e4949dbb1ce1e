"""The DAGs of all projects in PENSTOCK_PROJECTS: folders with a ``plan.json``, parted by colons.

PENSTOCK_LAUNCHER is the path of ``bin/penstock``, PENSTOCK_RESULTS the folder for result files, PENSTOCK_POOL the pool.
"""

import os
from pathlib import Path

from penstock_airflow import factory, plan

setting = factory.Setting(
    launcher=Path(os.environ["PENSTOCK_LAUNCHER"]),
    results=Path(os.environ["PENSTOCK_RESULTS"]),
    pool=os.environ.get("PENSTOCK_POOL") or "default_pool",
)
for folder in filter(None, os.environ["PENSTOCK_PROJECTS"].split(":")):
    for made in factory.dags(plan.read(Path(folder) / "plan.json"), setting):
        globals()[made.dag_id] = made
