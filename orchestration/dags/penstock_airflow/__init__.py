"""Airflow DAGs of Penstock projects: made from the plans that ``penstock plan --output json`` writes."""
