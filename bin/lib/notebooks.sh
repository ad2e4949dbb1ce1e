# The notebooks: their Python set, how they are executed, how they are tested. Sourced; root is set.

. "$root/bin/lib/python.sh"
. "$root/bin/lib/build.sh"

# Sets notebooks_bin to the bin/ of the locked set.
need_notebooks() {
  need_python_set notebooks "$root/notebooks/requirements.txt"
  notebooks_bin=$python_set
}

# The notebook in Java has Spark and our own classes on its class path.
need_java_kernel() {
  need_jdk
  current_app || build_app
  export PATH=$JAVA_HOME/bin:$PATH JJAVA_CLASSPATH=$app_classpath JJAVA_JVM_OPTS="-Xmx2g -Djava.awt.headless=true $app_java_options"
}

# Executes all notebooks over the lake PENSTOCK_LAKE; a page of each goes to a folder: run_notebooks FOLDER
# The pages load nothing from elsewhere. Each has a call of its own: one call runs all of its notebooks by the first one's kernel.
run_notebooks() {
  local notebook
  need_java_kernel
  for notebook in "$root"/notebooks/*.ipynb; do
    PYTHONPATH=$root/notebooks "$notebooks_bin/jupyter" nbconvert --execute --to html --ExecutePreprocessor.timeout=240 --output-dir "$1" \
      --HTMLExporter.require_js_url= --HTMLExporter.mathjax_url= --HTMLExporter.mermaid_js_url= \
      "$notebook" >"$1/run.log" 2>&1 || { say "a notebook failed: $notebook"; tail -n 25 "$1/run.log" >&2; return 1; }
  done
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
