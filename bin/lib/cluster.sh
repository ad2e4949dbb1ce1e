# A Spark cluster of real processes on this machine: cluster start | status | stop. Sourced; root and build are set.
# Its state lies in .build/cluster: a log and a pid a process, a Spark home that links to Maven's jars, and
# spark.properties, with which jobs find it.

cluster_state=$build/cluster

cluster_usage() {
  cat >&2 <<'TEXT'
penstock cluster start [--workers N] [--cores N] [--memory SIZE]   a master and workers on 127.0.0.1 (3 workers of 1 core, 1g)
penstock cluster status                                            its processes, and what they offer
penstock cluster stop                                              ends all of them
TEXT
}

cluster() {
  local command=${1:-}
  [ $# -eq 0 ] || shift
  case $command in
    start) cluster_start "$@" ;;
    status) cluster_status ;;
    stop) cluster_stop ;;
    -h | --help) cluster_usage ;;
    *)
      say "\"cluster $command\" is no command; there are:"
      cluster_usage
      exit 2
      ;;
  esac
}

cluster_start() {
  local workers=3 cores=1 memory=1g number
  while [ $# -gt 0 ]; do
    case $1 in
      --workers) workers=${2:-} ;;
      --cores) cores=${2:-} ;;
      --memory) memory=${2:-} ;;
      *)
        say "cluster start: \"$1\" is no option; there are --workers, --cores and --memory"
        exit 2
        ;;
    esac
    shift $(($# > 1 ? 2 : 1))
  done
  for number in "$workers" "$cores"; do
    [[ $number =~ ^[1-9][0-9]?$ ]] || { say "cluster start: workers and cores are 1 to 99, not \"$number\""; exit 2; }
  done
  [[ $memory =~ ^[1-9][0-9]*[mg]$ ]] || { say "cluster start: --memory is a size such as 1g or 900m, not \"$memory\""; exit 2; }
  if [ -n "$(cluster_alive)" ]; then
    say "a cluster runs already; penstock cluster status shows it, penstock cluster stop ends it"
    exit 2
  fi
  rm -rf "$cluster_state"
  mkdir -p "$cluster_state/home/jars"
  cluster_home
  cluster_process master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
  local url page
  url=$(cluster_said master 'Starting Spark master at \(spark://.*\)')
  page=$(cluster_said master 'MasterWebUI.* at \(http://[^ ]*\)')
  for ((number = 1; number <= workers; number++)); do
    cluster_process "worker-$number" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
      -c "$cores" -m "$memory" -d "$cluster_state/work-$number" "$url"
  done
  for ((number = 1; number <= workers; number++)); do
    cluster_said "worker-$number" 'Successfully registered with master \(spark://.*\)' >/dev/null
  done
  cluster_properties "$url" "$memory" "$cores" "$workers" >"$cluster_state/spark.properties"
  echo "$page" >"$cluster_state/page"
  cluster_status
  printf 'Jobs run on it with\n  export PENSTOCK_SPARK=%q\n' "$cluster_state/spark.properties"
}

# Workers start executors from a Spark home; it takes a file RELEASE and the jars.
cluster_home() {
  local jar IFS=:
  echo "Spark of the Maven jars of $app_code_version" >"$cluster_state/home/RELEASE"
  for jar in $app_classpath; do
    case $jar in
      "$build"/*) ;; # our own come with each job, as it was built
      *) ln -sf "$jar" "$cluster_state/home/jars/" ;;
    esac
  done
}

# Starts a process that outlives this one, in a group of its own: cluster_process NAME CLASS ARGUMENTS...
cluster_process() {
  local name=$1
  shift
  set -m
  # shellcheck disable=SC2086 # options are words
  SPARK_HOME=$cluster_state/home SPARK_SCALA_VERSION=2.12 SPARK_LOCAL_IP=127.0.0.1 nohup "$JAVA_HOME/bin/java" -Xmx512m -XX:TieredStopAtLevel=1 \
    $app_java_options -Dlog4j2.configurationFile=org/apache/spark/log4j2-defaults.properties \
    -cp "$app_classpath" "$@" >"$cluster_state/$name.log" 2>&1 </dev/null &
  echo $! >"$cluster_state/$name.pid"
  set +m
}

# What a process said of itself, awaited for up to 60 seconds: cluster_said NAME PATTERN
cluster_said() {
  local found tries
  for ((tries = 0; tries < 300; tries++)); do
    found=$(sed -n "s|.*$2.*|\1|p" "$cluster_state/$1.log" | head -n 1)
    [ -z "$found" ] || { printf '%s' "$found"; return 0; }
    kill -0 "$(cat "$cluster_state/$1.pid")" 2>/dev/null || break
    sleep 0.2
  done
  say "$1 of the cluster did not come up; the end of $cluster_state/$1.log:"
  tail -n 5 "$cluster_state/$1.log" >&2
  cluster_stop
  exit 1
}

cluster_properties() {
  cat "$root/conf/standalone.properties"
  printf 'spark.master %s\nspark.executor.memory %s\nspark.executor.cores %s\nspark.sql.shuffle.partitions %s\n' \
    "$1" "$2" "$3" $((2 * $3 * $4))
  printf 'spark.executor.extraJavaOptions %s\n' "$app_java_options"
}

# The names of the processes that live.
cluster_alive() {
  local file name
  for file in "$cluster_state"/*.pid; do
    [ -f "$file" ] && kill -0 "$(cat "$file")" 2>/dev/null || continue
    name=${file##*/}
    printf '%s\n' "${name%.pid}"
  done
}

cluster_status() {
  local name alive
  alive=$(cluster_alive)
  if [ -z "$alive" ]; then
    say "no cluster runs; penstock cluster start starts one"
    return 0
  fi
  for name in $alive; do
    printf '%-10s pid %s, log %s\n' "$name" "$(cat "$cluster_state/$name.pid")" "$cluster_state/$name.log"
  done
  printf 'page       %s\n' "$(cat "$cluster_state/page" 2>/dev/null || echo starting)"
}

# Ends all: asks, waits for 10 seconds, then kills; executors are in their worker's group.
cluster_stop() {
  local file pid tries
  for file in "$cluster_state"/*.pid; do
    [ -f "$file" ] && kill -TERM -- "-$(cat "$file")" 2>/dev/null || true
  done
  for ((tries = 0; tries < 50; tries++)); do
    [ -n "$(cluster_alive)" ] || break
    sleep 0.2
  done
  for file in "$cluster_state"/*.pid; do
    [ -f "$file" ] || continue
    pid=$(cat "$file")
    kill -KILL -- "-$pid" 2>/dev/null || true
    rm -f "$file"
  done
  say "no process of the cluster is left"
}
