#!/usr/bin/env bash
# Every command of `penstock airflow` against a real Airflow: its exit code, and words that it writes.
#   PENSTOCK_TEST_URL   where it is; its login is admin, penstock
#   PENSTOCK_CLIENT     how the client is called (default: bin/penstock airflow)
#   PENSTOCK_TEST_OK    a DAG that is not paused and whose runs succeed, without a run for 2013-11-05 to -08
#   PENSTOCK_TEST_BLOCKED, PENSTOCK_TEST_FAILED, PENSTOCK_TEST_PAUSED   DAGs of that kind; each may be left out
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
read -r -a client <<<"${PENSTOCK_CLIENT:-$root/bin/penstock airflow}"
export PENSTOCK_AIRFLOW_URL=${PENSTOCK_TEST_URL:?} PENSTOCK_AIRFLOW_USER=admin PENSTOCK_AIRFLOW_PASSWORD=penstock
ok=${PENSTOCK_TEST_OK:?}
day=2013-11-05
failures=0 checks=0

# expect CODE WORDS COMMAND... : WORDS stand somewhere in what the command writes
expect() {
  local wanted=$1 words=$2 said code
  shift 2
  said=$("${client[@]}" "$@" 2>&1)
  code=$?
  checks=$((checks + 1))
  if [ "$code" -eq "$wanted" ] && [[ $said == *"$words"* ]] && [[ $said != *eyJ* ]]; then
    printf 'ok      [%s] %s\n' "$code" "$*"
  else
    failures=$((failures + 1))
    printf 'NOT OK  [%s] %s\n  expected [%s] and: %s\n  said: %s\n' "$code" "$*" "$wanted" "$words" "$said"
  fi
}

expect 0 "3 success" trigger "$ok" --date "$day" --wait --timeout 4m
expect 2 "already, it is success" trigger "$ok" --date "$day"
expect 2 "of that logical date already: penstock__$day" trigger "$ok" --date "$day" --run-id other
expect 2 "lies before the start_date" trigger "$ok" --date 1999-01-01
expect 2 'knows no DAG "nobody"' trigger nobody --date "$day"
expect 2 "is no date" trigger "$ok" --date today
expect 0 "penstock__$day" status "$ok"
expect 0 '"verdict" : "ok"' status "$ok" "penstock__$day" --output json
expect 2 'has no run "nobody"' status "$ok" nobody
expect 2 'has no task "nobody"' logs "$ok" "penstock__$day" nobody
expect 0 "would be cleared" clear "$ok" "penstock__$day" --dry-run
expect 0 "is paused" pause "$ok"
expect 2 "is paused" trigger "$ok" --date 2013-11-06
expect 0 "is scheduled" unpause "$ok"
expect 0 "success" backfill "$ok" --from 2013-11-06 --to 2013-11-07 --wait --timeout 5m
expect 0 "client_test" pools --create client_test=2
expect 2 "already, with 2 slots" pools --create client_test=3
PENSTOCK_AIRFLOW_PASSWORD=wrong expect 1 "Airflow answered 401" pools
PENSTOCK_AIRFLOW_URL=http://127.0.0.1:1 expect 1 "no server at http://127.0.0.1:1" pools
[ -z "${PENSTOCK_TEST_BLOCKED:-}" ] || expect 3 "is blocked" trigger "$PENSTOCK_TEST_BLOCKED" --date "$day" --wait --timeout 4m
if [ -n "${PENSTOCK_TEST_FAILED:-}" ]; then
  expect 1 "failed at try" trigger "$PENSTOCK_TEST_FAILED" --date "$day" --wait --timeout 4m
  expect 0 "run again" clear "$PENSTOCK_TEST_FAILED" "penstock__$day" --only-failed
fi
if [ -n "${PENSTOCK_TEST_PAUSED:-}" ]; then
  expect 2 "is paused" trigger "$PENSTOCK_TEST_PAUSED" --date "$day"
  expect 1 "DAG $PENSTOCK_TEST_PAUSED: paused" doctor
fi

echo "$checks commands against a real Airflow, $failures not as expected"
[ "$failures" -eq 0 ]
