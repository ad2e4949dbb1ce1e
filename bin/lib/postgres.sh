# A PostgreSQL of their own for tests, on a free port of this machine, gone when they end. Sourced; PYTHON is set.

# Sets postgres_bin to the folder with initdb and postgres.
need_postgres() {
  find_postgres && return 0
  apt_install PostgreSQL postgresql || true # its service may fail to start where the command is there
  find_postgres && return 0
  explain "PostgreSQL (Airflow's database in its tests)" postgresql postgresql-server postgresql
  exit 1
}

find_postgres() {
  local folder
  for folder in "$(dirname "$(command -v initdb 2>/dev/null || echo /nonexistent/initdb)")" \
    /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
      postgres_bin=$folder
      return 0
    fi
  done
  return 1
}

# PostgreSQL refuses to be run by root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

# Sets postgres_url to a database that is empty and safe from no power cut: postgres_start LOG
postgres_start() {
  local port password tries
  port=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  password=$("$PYTHON" -c 'import secrets; print(secrets.token_hex(16))')
  postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/penstock-postgres.XXXXXX")
  printf '%s' "$password" >"$postgres_folder/password"
  [ "$(id -u)" != 0 ] || chown -R postgres "$postgres_folder"
  (cd "$postgres_folder" && as_postgres "$postgres_bin/initdb" -D data -U airflow -A scram-sha-256 --pwfile=password \
    -E UTF8 --locale=C --no-sync) >"$1" 2>&1 || { say "the database could not be made; see $1"; exit 1; }
  (cd "$postgres_folder" && as_postgres "$postgres_bin/postgres" -D data -p "$port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c fsync=off) >>"$1" 2>&1 </dev/null &
  for ((tries = 0; tries < 100; tries++)); do
    ! grep -q 'ready to accept connections' "$1" || break
    sleep 0.2
  done
  [ "$tries" -lt 100 ] || { say "PostgreSQL did not come up; see $1"; postgres_stop; exit 1; }
  postgres_url=postgresql+psycopg2://airflow:$password@127.0.0.1:$port/postgres
}

# Ends it, whoever is connected, and removes its files.
postgres_stop() {
  local pid tries
  [ -n "${postgres_folder:-}" ] || return 0
  pid=$(head -n 1 "$postgres_folder/data/postmaster.pid" 2>/dev/null) || true
  if [ -n "$pid" ]; then
    kill -INT "$pid" 2>/dev/null || true
    for ((tries = 0; tries < 50; tries++)); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.2
    done
  fi
  rm -rf "$postgres_folder"
  postgres_folder=
}
