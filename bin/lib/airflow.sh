# A local Airflow over a project: airflow up | down; the other words ask a running one. Sourced; root and build are set.
# Its Python set is installed once, by hash, into the user's cache; its state lies in .build/airflow.

. "$root/bin/lib/python.sh"
. "$root/bin/lib/postgres.sh"

airflow_state=$build/airflow
airflow_dags=$root/orchestration/dags
airflow_user=admin
airflow_password=headrace # of a server that only this machine can reach; Airflow blackens the word in its logs

airflow_usage() {
  cat >&2 <<'TEXT'
penstock [--project DIR] airflow up [--port N]   an Airflow with the project's DAGs, on this machine alone (examples/flights, 8080)
penstock airflow down                            ends all of it
TEXT
  (ask_airflow . --help >&2)
}

airflow() {
  local project=$1 command=${2:-}
  case $command in
    up) airflow_up "$project" "${@:3}" ;;
    down) airflow_down ;;
    -h | --help) airflow_usage ;;
    '')
      airflow_usage
      exit 2
      ;;
    *) ask_airflow "$@" ;;
  esac
}

# Asks a running Airflow, on a class path without Spark, and does not come back: ask_airflow PROJECT WORDS...
ask_airflow() {
  exec "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 \
    -cp "$app_client_classpath" io.penstock.orchestration.AirflowCommands --project "$@"
}

# Sets airflow_bin to the bin/ of the locked set.
need_airflow() {
  need_python_set airflow "$root/orchestration/requirements.txt"
  airflow_bin=$python_set
}

# Tests the DAG factory without a server, and shows how many tests there were: test_dags LOG
test_dags() {
  local status=0
  mkdir -p "$build/airflow-tests"
  airflow_python -m unittest discover -s tests -t . >"$1" 2>&1 || status=$?
  tail -n 3 "$1"
  [ "$status" -eq 0 ] && grep -qE '^Ran [1-9][0-9]* tests? in' "$1"
}

airflow_python() {
  (cd "$root/orchestration" && AIRFLOW_HOME=${AIRFLOW_HOME:-$build/airflow-tests} AIRFLOW__CORE__LOAD_EXAMPLES=False \
    PYTHONPATH=dags "$airflow_bin/python" "$@")
}

# Starts an Airflow on PostgreSQL for the tests alone, runs them, and ends it whatever becomes of them: test_airflow LOG
# What states, tries, notes and asset events its API told lies in .build/airflow-tests/states.txt then.
test_airflow() (
  log=$1
  status=0
  airflow_state=$build/airflow-tests/real
  airflow_parallelism=4
  airflow_down 2>/dev/null
  trap 'airflow_down 2>/dev/null; postgres_stop' EXIT
  rm -rf "$airflow_state"
  postgres_start "$build/airflow-tests/postgres.log"
  airflow_database=$postgres_url
  port=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  export PENSTOCK_TEST_FOLDER=$build/airflow-tests/projects PENSTOCK_ROOT=$root AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL=1
  airflow_dags=$PENSTOCK_TEST_FOLDER/dags
  rm -rf "$PENSTOCK_TEST_FOLDER"
  airflow_python -m tests.real_projects
  for name in real submitted; do
    "$root/bin/penstock" --project "$PENSTOCK_TEST_FOLDER/$name" plan --output json |
      sed 's/"starts" : "[^"]*"/"starts" : "2100-01-01"/' >"$PENSTOCK_TEST_FOLDER/$name/plan.json" # by hand alone
  done
  airflow_start "" "$port"
  PENSTOCK_TEST_URL=http://127.0.0.1:$port airflow_python -m unittest -v tests.real_airflow >"$log" 2>&1 || status=$?
  airflow_down 2>/dev/null
  tail -n 3 "$log"
  [ "$status" -eq 0 ] && grep -qE '^Ran [1-9][0-9]* tests? in' "$log"
)

airflow_up() {
  local project=$1 port=8080
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --port) port=${2:-} ;;
      *)
        say "airflow up: \"$1\" is no option; there is --port"
        exit 2
        ;;
    esac
    shift $(($# > 1 ? 2 : 1))
  done
  [[ $port =~ ^[1-9][0-9]{2,4}$ ]] || { say "airflow up: --port is a number such as 8080, not \"$port\""; exit 2; }
  if [ -n "$(airflow_alive)" ]; then
    say "an Airflow runs already; penstock airflow down ends it"
    exit 2
  fi
  need_airflow
  project=$(cd "$project" && pwd -P)
  "$root/bin/penstock" --project "$project" plan --output json >"$project/plan.json.new" || { rm -f "$project/plan.json.new"; exit 2; }
  mv "$project/plan.json.new" "$project/plan.json"
  airflow_start "$project" "$port"
  printf 'Airflow is at http://127.0.0.1:%s, user %s, password %s; penstock airflow down ends it\n' "$port" "$airflow_user" "$airflow_password"
}

# Starts all of it anew, and waits until it is healthy: airflow_start PROJECT PORT
airflow_start() {
  local name
  if "$PYTHON" -c 'import socket, sys; sys.exit(socket.socket().connect_ex(("127.0.0.1", int(sys.argv[1]))))' "$2"; then
    say "something answers on port $2 already; name another with --port"
    exit 2
  fi
  rm -rf "$airflow_state"
  mkdir -p "$airflow_state"
  airflow_settings "$1" "$2"
  "$airflow_bin/airflow" db migrate >"$airflow_state/db.log" 2>&1 || { say "the database could not be made; see $airflow_state/db.log"; exit 1; }
  for name in api-server scheduler dag-processor; do
    airflow_process "$name"
  done
  airflow_await "$2"
}

airflow_settings() {
  printf '{"%s": "%s"}' "$airflow_user" "$airflow_password" >"$airflow_state/passwords.json"
  export AIRFLOW_HOME=$airflow_state PENSTOCK_PROJECT=$1 PENSTOCK_LAUNCHER=$root/bin/penstock PENSTOCK_RESULTS=$airflow_state/results
  export AIRFLOW__CORE__DAGS_FOLDER=$airflow_dags PYTHONPATH=$root/orchestration/dags
  export AIRFLOW__CORE__LOAD_EXAMPLES=False AIRFLOW__CORE__EXECUTOR=LocalExecutor AIRFLOW__CORE__PARALLELISM=${airflow_parallelism:-2}
  export AIRFLOW__CORE__EXECUTION_API_SERVER_URL=http://127.0.0.1:$2/execution/ AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION=True
  export AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS=$airflow_user:admin AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE=$airflow_state/passwords.json
  export AIRFLOW__API__HOST=127.0.0.1 AIRFLOW__API__PORT=$2 AIRFLOW__API__BASE_URL=http://127.0.0.1:$2 AIRFLOW__API__WORKERS=1
  export AIRFLOW_CONN_PENSTOCK_AIRFLOW=http://$airflow_user:$airflow_password@127.0.0.1:$2 # for notes on tasks
  # SQLite, which lets one write at a time, is enough for a person who looks
  export AIRFLOW__DATABASE__SQL_ALCHEMY_CONN="${airflow_database:-sqlite:///$airflow_state/airflow.db?timeout=15}"
  AIRFLOW__API_AUTH__JWT_SECRET=$("$PYTHON" -c 'import secrets; print(secrets.token_hex(32))')
  export AIRFLOW__API_AUTH__JWT_SECRET
  export AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES=1 AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL=5
  export AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME=0.1 PATH=$airflow_bin:$PATH
}

# Starts a process that outlives this one, in a group of its own; one that falls over is started again.
airflow_process() {
  set -m
  # shellcheck disable=SC2016
  nohup bash -c 'while :; do "$0" "$1"; echo "$1 ended with $?, it is started again"; sleep 1; done' "$airflow_bin/airflow" "$1" \
    >"$airflow_state/$1.log" 2>&1 </dev/null &
  echo $! >"$airflow_state/$1.pid"
  set +m
}

# Waits for 90 seconds until the scheduler and the dag-processor are healthy.
airflow_await() {
  local tries
  for ((tries = 0; tries < 180; tries++)); do
    if "$PYTHON" - "$1" <<'PYTHON' 2>/dev/null; then
import json, sys, urllib.request
with urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/api/v2/monitor/health", timeout=5) as answer:
    health = json.load(answer)
sys.exit(any((health.get(part) or {}).get("status") != "healthy" for part in ("metadatabase", "scheduler", "dag_processor")))
PYTHON
      return 0
    fi
    [ "$(airflow_alive | wc -l)" -eq 3 ] || break
    sleep 0.5
  done
  say "Airflow did not come up; see the logs in $airflow_state"
  airflow_down
  exit 1
}

airflow_alive() {
  local name
  for name in api-server scheduler dag-processor; do
    [ -z "$(airflow_pid "$name")" ] || printf '%s\n' "$name"
  done
}

# The process of one of the three, while it lives: a pid that was written down may be another's by now.
airflow_pid() {
  local pid
  pid=$(cat "$airflow_state/$1.pid" 2>/dev/null) || return 0
  ps -o stat=,args= -p "$pid" 2>/dev/null | awk -v pid="$pid" '$1 !~ /^Z/ && /airflow/ { print pid }'
}

# All processes beneath some others, those too: workers and their jobs are in groups and sessions of their own.
airflow_beneath() {
  ps -eo pid=,ppid= | awk -v roots="$*" '
    BEGIN { n = split(roots, root, " "); for (i = 1; i <= n; i++) ours[root[i]] = 1 }
    { parent[$1] = $2 }
    END { do { more = 0; for (p in parent) if (!(p in ours) && (parent[p] in ours)) { ours[p] = 1; more = 1 } } while (more)
          for (p in ours) print p }'
}

# Asks all to end, waits for 20 seconds, then kills what is left. The scheduler is stopped first, so that no task begins.
airflow_down() {
  local name roots= all tries
  for name in $(airflow_alive); do
    roots="$roots $(airflow_pid "$name")"
  done
  if [ -n "$roots" ]; then
    kill -STOP $(airflow_pid scheduler) 2>/dev/null || true
    all=$(airflow_beneath $roots)
    kill -TERM $all 2>/dev/null || true
    kill -CONT $roots 2>/dev/null || true
    for ((tries = 0; tries < 100; tries++)); do
      [ -n "$(airflow_running $all)" ] || break
      sleep 0.2
    done
    kill -KILL $(airflow_running $all) 2>/dev/null || true
  fi
  rm -f "$airflow_state"/*.pid
  say "no process of Airflow is left"
}

# Those of some processes that still run; one that ended and that nobody asked about is a zombie.
airflow_running() {
  ps -eo pid=,stat= | awk -v pids="$*" 'BEGIN { n = split(pids, p, " "); for (i = 1; i <= n; i++) ours[p[i]] = 1 }
    ($1 in ours) && $2 !~ /^Z/ { print $1 }'
}
