/**
 * The commands of {@code penstock airflow} that ask a running Airflow.
 *
 * <p>A command opens {@link io.penstock.orchestration.Airflow}, one server with one login, whose every call has a time
 * limit and is repeated only where that cannot do harm. The calls themselves are generated from a description of the
 * API that is ours ({@code src/main/openapi/airflow.yaml}). What comes back is judged ({@code Outcome}) and printed.
 *
 * <p>Nothing here knows Spark or another module of ours: a project is seen by its {@code plan.json} alone.
 */
package io.penstock.orchestration;
