# The notebooks: their Python set, how they are executed, how they are tested. Sourced; root is set.

. "$root/bin/lib/python.sh"

# Sets notebooks_bin to the bin/ of the locked set.
need_notebooks() {
  need_python_set notebooks "$root/notebooks/requirements.txt"
  notebooks_bin=$python_set
}

# Executes all notebooks over the lake PENSTOCK_LAKE; a page of each goes to a folder: run_notebooks FOLDER
run_notebooks() {
  PYTHONPATH=$root/notebooks "$notebooks_bin/jupyter" nbconvert --execute --to html --ExecutePreprocessor.timeout=120 --output-dir "$1" \
    "$root"/notebooks/*.ipynb >"$1/run.log" 2>&1 || { say "a notebook failed:"; tail -n 25 "$1/run.log" >&2; return 1; }
  printf '%s\n' "$1"/*.html
}

# Over the lake that a test of the jobs left, with what Spark counted in it: test_notebooks LAKE FOLDER
test_notebooks() {
  rm -rf "$2"
  mkdir -p "$2"
  (cd "$root/notebooks" && PENSTOCK_LAKE=$1 "$notebooks_bin/python" -m unittest -v tests) >"$2/tests.log" 2>&1 ||
    { tail -n 25 "$2/tests.log" >&2; return 1; }
  tail -n 3 "$2/tests.log"
  grep -qE '^Ran [1-9][0-9]* tests? in' "$2/tests.log" || return 1
  PENSTOCK_LAKE=$1 run_notebooks "$2"
}
