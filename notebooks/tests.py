"""Whether polars reads what Spark read, and whether the notebooks are kept without their outputs.

PENSTOCK_LAKE is a lake with ``counts.json`` beside it: what Spark counted in each published table.
"""

import json
import math
import unittest
from pathlib import Path

import lake
import polars as pl


class PolarsReadsWhatSparkReadTest(unittest.TestCase):
    def test_each_published_table_has_the_same_rows_and_sums(self):
        counted = json.loads((lake.ROOT.parent / "counts.json").read_text(encoding="utf-8"))
        published = {name for kind in ("sources", "features", "training_sets", "predictions") for name in lake.tables(kind)}
        self.assertEqual(set(counted), published)
        for name, expected in counted.items():
            with self.subTest(name):
                table = lake.table(name)
                self.assertEqual(table.height, expected["rows"])
                self.assertEqual(set(table.columns), set(expected["columns"]))
                for column, told in expected["columns"].items():
                    values = table[column]
                    self.assertEqual(len(values) - values.null_count(), told["values"], column)
                    if "sum" in told:
                        total = math.fsum(value for value in values.drop_nulls().cast(pl.Float64) if value == value)
                        self.assertTrue(math.isclose(total, told["sum"], rel_tol=1e-9, abs_tol=1e-9), f"{column}: {total} and {told['sum']}")

    def test_a_version_is_what_it_was(self):
        name = lake.tables("features")[0]
        rows = [version["rows"] for version in lake.history(name).iter_rows(named=True)]
        self.assertGreater(len(rows), 1)
        self.assertEqual(lake.table(name, 1).height, rows[1])


class NotebooksTest(unittest.TestCase):
    def test_outputs_are_stripped(self):
        notebooks = sorted(Path(__file__).parent.glob("*.ipynb"))
        self.assertTrue(notebooks)
        for notebook in notebooks:
            for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
                with self.subTest(f"{notebook.name} {cell['id']}"):
                    self.assertFalse(cell.get("outputs") or cell.get("execution_count"))


if __name__ == "__main__":
    unittest.main()
