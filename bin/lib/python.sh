# Python, and sets of packages that are locked by hash, each in an environment of its own in the user's cache. Sourced.

# Sets PYTHON to Python 3.11 to 3.13 that can make environments.
need_python() {
  find_python && return 0
  apt_install "Python 3.11 to 3.13" python3 python3-venv || true
  find_python && return 0
  explain "Python 3.11 to 3.13 (with venv)" "python3 python3-venv" "python3" "python@3.12"
  exit 1
}

find_python() {
  local command
  for command in python3.12 python3.11 python3.13 python3; do
    if "$command" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      PYTHON=$command
      return 0
    fi
  done
  return 1
}

# Sets python_set to the bin/ of a locked set; installs it where it is missing: need_python_set NAME REQUIREMENTS
need_python_set() {
  need_python
  local digest cache
  digest=$(cat "$2" <("$PYTHON" -V) | sha256sum | cut -c1-16)
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/penstock/$1-$digest
  if [ ! -f "$cache/complete" ]; then
    say "installing the Python set of $1 into $cache"
    rm -rf "$cache"
    mkdir -p "${cache%/*}"
    "$PYTHON" -m venv "$cache" &&
      "$cache/bin/pip" install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r "$2" >&2 &&
      touch "$cache/complete" || { say "the Python set of $1 could not be installed; see above"; exit 1; }
  fi
  python_set=$cache/bin
  # compiled once, as it is used, and not into the tree
  unset PYTHONDONTWRITEBYTECODE
  export PYTHONPYCACHEPREFIX=$build/pycache
}
