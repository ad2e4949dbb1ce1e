# The application that bin/penstock starts: built with Maven, then laid into .build/app/<number>, so that a later
# build never touches the jars of a process that runs. Sourced; root and build are set.

sources_newer_than() {
  [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main \
    "$root/orchestration/client/pom.xml" "$root/orchestration/client/src/main" "$root/bin/lib/build.sh" -newer "$1" -print 2>/dev/null | head -n 1)" ]
}

# Reads the application in force; fails where there is none, it is older than the sources, or one of its jars is gone.
current_app() {
  local jar
  [ -r "$build/app/current" ] && ! sources_newer_than "$build/app/current" || return 1
  # shellcheck disable=SC1091
  . "$build/app/current"
  local IFS=:
  for jar in $app_classpath ${app_client_classpath:-none}; do
    [ -f "$jar" ] || return 1
  done
}

# Builds, one process at a time; the others wait and use what the first has built.
build_app() {
  mkdir -p "$build/app"
  take_lock "$build/lock"
  if ! current_app; then
    need_maven
    local started=$SECONDS
    [ -e "$build/app/current" ] && say "the sources changed: building" || say "building; the first time, Maven downloads about 360 MB"
    touch "$build/started"
    if ! (cd "$root" && maven "$build/build.log" show_progress -Dquick -Dmaven.test.skip=true -Dtarget.folder=target/launcher \
      -pl jobs,orchestration/client -am package dependency:build-classpath -Dmdep.outputFile=target/launcher/classpath -DincludeScope=runtime); then
      grep -E '^\[ERROR\]' "$build/build.log" | head -n 20 >&2 || true
      say "the build failed; all of its output is in $build/build.log"
      exit 1
    fi
    lay_out_app
    say "built in $((SECONDS - started)) s"
  fi
  release_lock
}

# Copies our own jars, names the others where Maven keeps them, and puts the new application in force at once.
lay_out_app() {
  local app jar classpath= own= client= id
  id=$(date +%Y%m%d%H%M%S)-$$
  app=$build/app/$id
  mkdir -p "$app"
  local IFS=:
  for jar in "$root"/jobs/target/launcher/penstock-jobs-*[0-9].jar $(cat "$root/jobs/target/launcher/classpath"); do
    case $jar in
      "$root"/*)
        cp "$jar" "$app/" && jar=$app/${jar##*/}
        own=$own${own:+:}$jar
        ;;
    esac
    classpath=$classpath${classpath:+:}$jar
  done
  for jar in "$root"/orchestration/client/target/launcher/penstock-orchestration-*.jar $(cat "$root/orchestration/client/target/launcher/classpath"); do
    case $jar in
      "$root"/*) cp "$jar" "$app/" && jar=$app/${jar##*/} ;;
    esac
    client=$client${client:+:}$jar
  done
  {
    printf 'app_classpath=%q\n' "$classpath"
    printf 'app_own_jars=%q\n' "$own"
    printf 'app_client_classpath=%q\n' "$client"
    printf 'app_java_options=%q\n' "$(sed -n 's:.*<spark.java.options>\(.*\)</spark.java.options>.*:\1:p' "$root/pom.xml")"
    printf 'app_code_version=%q\n' "$(git -C "$root" describe --always --dirty --tags 2>/dev/null || sed -n 's:^  <version>\(.*\)</version>:\1:p' "$root/pom.xml")"
    printf 'app_archive=%q\n' "$app/classes.jsa"
  } >"$app/settings"
  archive_classes "$app"
  touch -r "$build/started" "$app/settings"
  mv "$app/settings" "$build/app/current"
  # shellcheck disable=SC1091
  . "$build/app/current"
  # those of processes that may still run are kept for a day
  find "$build/app" -mindepth 1 -maxdepth 1 -type d ! -name "$id" -mtime +0 -exec rm -rf {} + 2>/dev/null || true
}

# Keeps the loaded classes of one `check`, which halves the start of every later command; does without where it fails.
archive_classes() {
  # shellcheck disable=SC1091
  . "$1/settings"
  # shellcheck disable=SC2086 # options are words
  (unset IFS && "$JAVA_HOME/bin/java" -XX:ArchiveClassesAtExit="$1/classes.jsa" -Xmx1g -XX:+UseParallelGC -XX:TieredStopAtLevel=1 \
    $app_java_options -cp "$app_classpath" io.penstock.jobs.Penstock --project "$root/examples/flights" check) \
    >"$build/archive.log" 2>&1 8>&- || true
}

# Maven's output as one line that changes (a terminal) or one line a module.
show_progress() {
  local line module=resolving files=0
  while IFS= read -r line; do
    case $line in
      *'] Building penstock '*)
        module=${line#*Building }
        [ -t 2 ] && printf '\r\033[K  %s' "$module" >&2 || printf '  %s\n' "$module" >&2
        ;;
      *Downloaded\ from*)
        files=$((files + 1))
        if [ $((files % 20)) -eq 0 ]; then
          [ -t 2 ] && printf '\r\033[K  %s: %d files downloaded' "$module" "$files" >&2
          [ -t 2 ] || [ $((files % 200)) -ne 0 ] || printf '  %d files downloaded\n' "$files" >&2
        fi
        ;;
    esac
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

# A lock that ends with its holder: flock where there is one, else a folder that names the holder.
take_lock() {
  lock=$1
  if command -v flock >/dev/null; then
    exec 8>"$lock"
    flock -n 8 || { say "waiting for another build of this folder"; flock 8; }
    return 0
  fi
  until mkdir "$lock.d" 2>/dev/null; do
    kill -0 "$(cat "$lock.d/holder" 2>/dev/null || echo $$)" 2>/dev/null || rm -rf "$lock.d"
    sleep 1
  done
  echo $$ >"$lock.d/holder"
  trap 'rm -rf "$lock.d"' EXIT
}

release_lock() {
  if command -v flock >/dev/null; then
    exec 8>&-
  else
    rm -rf "$lock.d"
    trap - EXIT
  fi
}
