"""The DAGs of one project; several projects have a file like this one each, so that none can stop the others.

PENSTOCK_PROJECT is its folder, PENSTOCK_LAUNCHER the path of ``bin/penstock``, PENSTOCK_RESULTS the folder for result files,
PENSTOCK_POOL the pool, PENSTOCK_SPARK a file of Spark settings.
"""

import os
from pathlib import Path

from penstock_airflow.factory import Setting, project_dags

globals().update(
    project_dags(
        os.environ["PENSTOCK_PROJECT"],
        Setting(
            launcher=Path(os.environ["PENSTOCK_LAUNCHER"]),
            results=Path(os.environ["PENSTOCK_RESULTS"]),
            pool=os.environ.get("PENSTOCK_POOL") or None,
            spark=Path(os.environ["PENSTOCK_SPARK"]) if os.environ.get("PENSTOCK_SPARK") else None,
        ),
    )
)
