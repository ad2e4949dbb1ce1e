import json
import tempfile
import unittest
from pathlib import Path

from penstock_airflow import plan
from tests import plans


class PlanTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def refused(self, content):
        with self.assertRaises(plan.PlanError) as refused:
            plan.read(plans.written(self.folder, content))
        return str(refused.exception)

    def test_a_plan_is_read_as_it_was_written(self):
        read = plan.read(plans.written(self.folder, plans.plan()))
        self.assertEqual(read.project, "flights")
        self.assertEqual(read.folder, self.folder.resolve())
        self.assertEqual([task.id for task in read.dags[0].tasks], ["ingest.flights", "score.late", "report.site"])

    def test_an_unreadable_plan_says_how_to_write_it(self):
        remedy = f"write it again: penstock --project {self.folder} plan --output json > {self.folder}/plan.json"
        for content, said in {
            "{": "this is not JSON",
            "[]": "schema_version is None, these DAGs read 1",
            json.dumps(plans.plan(schema_version=2)): "schema_version is 2, these DAGs read 1",
            json.dumps(plans.plan(dags=[{"dag_id": "x"}])): "KeyError 'schedule'",
            json.dumps(plans.plan(dags=7)): "TypeError",
        }.items():
            with self.subTest(content=content[:40]):
                text = self.refused(content)
                self.assertIn(said, text)
                self.assertIn(remedy, text)

    def test_a_missing_plan_says_so(self):
        with self.assertRaisesRegex(plan.PlanError, "No such file or directory; write it again"):
            plan.read(self.folder / "plan.json")


if __name__ == "__main__":
    unittest.main()
