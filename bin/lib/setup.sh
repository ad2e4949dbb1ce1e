# Finds or installs what a build needs; sourced by the commands in bin/, works in bash 3.2 and later.
# JAVA_HOME is set by need_jdk, MVN by need_maven.

oldest_java=17
newest_java=23 # Java 24 and later do not run Spark 3.5

say() { printf 'penstock: %s\n' "$*" >&2; }

# The major version of the JDK in a folder, from its release file; nothing where there is none.
java_major() {
  local line version
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        version=${line#*=}
        version=${version//\"/}
        printf '%s' "${version%%[!0-9]*}"
        return 0
        ;;
    esac
  done <"$1/release"
}

usable_jdk() {
  local major
  major=$(java_major "$1")
  [ -n "$major" ] && [ "$major" -ge $oldest_java ] && [ "$major" -le $newest_java ]
}

# The folder that a command on the PATH really lies in, one level above bin/.
home_of() {
  local file target
  file=$(command -v "$1" 2>/dev/null) || return 0
  while [ -L "$file" ]; do
    target=$(readlink "$file")
    case $target in
      /*) file=$target ;;
      *) file=${file%/*}/$target ;;
    esac
  done
  (cd "${file%/*}/.." 2>/dev/null && pwd -P)
}

# Sets JAVA_HOME to the first usable JDK: JAVA_HOME, the PATH, then the usual folders, 17 before newer ones.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "$(home_of javac)" \
    /usr/lib/jvm/*17* /Library/Java/JavaVirtualMachines/*17*/Contents/Home /opt/homebrew/opt/openjdk@17/libexec/openjdk.jdk/Contents/Home \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/17* "${HOME:-/nonexistent}"/.jdks/*17* \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/*; do
    if [ -n "$home" ] && usable_jdk "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

# Sets MVN to Maven 3.8 or later.
find_maven() {
  local command version
  for command in "$(command -v mvn 2>/dev/null)" "${MAVEN_HOME:-/nonexistent}/bin/mvn" /usr/share/maven/bin/mvn /opt/maven/bin/mvn; do
    [ -n "$command" ] && [ -x "$command" ] || continue
    version=$("$command" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
    [ -n "$version" ] || continue
    if [ "${version% *}" -gt 3 ] || { [ "${version% *}" -eq 3 ] && [ "${version#* }" -ge 8 ]; }; then
      MVN=$command
      return 0
    fi
  done
  return 1
}

# Installs packages of Debian where this user may; fails where it can't: apt_install WHAT PACKAGES...
apt_install() {
  local what=$1
  shift
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
  apt-get update -qq >&2 || say "apt-get update failed; going on with the lists that are here"
  say "$what not found: installing $*"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 && return 0
  say "apt-get could not install $*"
  return 1
}

# Says what to type, each as the packages' names in one word: explain WHAT APT DNF BREW
explain() {
  say "$1 not found. Install it with one of:"
  printf '  sudo apt-get install -y %s\n  sudo dnf install -y %s\n  brew install %s\n' "$2" "$3" "$4" >&2
}

# Installs them or ends with what to type: need_build_tools WHAT JDK|"" MAVEN|""
need_build_tools() {
  local what=$1 jdk=$2 maven=$3
  apt_install "$what" ${jdk:+openjdk-17-jdk-headless} ${maven:+"$maven"} && return 0
  [ -n "$jdk" ] && apt_install "$what" openjdk-21-jdk-headless ${maven:+"$maven"} && return 0
  explain "$what" "${jdk:+openjdk-17-jdk-headless }$maven" "${jdk:+java-17-openjdk-devel }$maven" "${jdk:+openjdk@17 }$maven"
  printf 'or name a JDK of version %s to %s in JAVA_HOME, and put mvn of Maven 3.8 or later on the PATH.\n' $oldest_java $newest_java >&2
  exit 1
}

need_jdk() {
  local maven=maven
  find_jdk && return 0
  command -v mvn >/dev/null && maven=
  need_build_tools "A JDK of version $oldest_java to $newest_java${maven:+ (and Maven)}" jdk "$maven"
  find_jdk || { say "a JDK was installed, yet none of version $oldest_java to $newest_java is found"; exit 1; }
}

need_maven() {
  need_jdk
  find_maven && return 0
  need_build_tools "Maven 3.8 or later" "" maven
  find_maven || { say "Maven was installed, yet mvn 3.8 or later is not found"; exit 1; }
}

# Tests and benchmarks of the online store start a Redis server of their own.
need_redis() {
  command -v redis-server >/dev/null && return 0
  apt_install redis-server redis-server || true # its service may fail to start where the command is there
  command -v redis-server >/dev/null && return 0
  explain "redis-server (the tests of the online store start one)" redis-server redis redis
  exit 1
}

# The test of the report looks at its pages in a headless browser.
need_chromium() {
  find_chromium && return 0
  apt_install "chromium with its driver" chromium chromium-driver || true
  find_chromium && return 0
  explain "chromium with chromedriver (a test looks at the report in it)" "chromium chromium-driver" "chromium chromedriver" "--cask chromium chromedriver"
  exit 1
}

find_chromium() {
  local command
  command -v chromedriver >/dev/null || return 1
  for command in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$command" >/dev/null && return 0
  done
  return 1
}

# Reads Maven's output and shows none of it.
show_nothing() { cat >/dev/null; }

# Runs Maven, up to three times where a download failed: maven LOG SHOW ARGUMENTS...
# SHOW is a command that reads Maven's output; the output is kept in LOG.
maven() {
  local log=$1 show=$2 try status
  shift 2
  for try in 1 2 3; do
    set +e
    "$MVN" -B "$@" 2>&1 | tee "$log" | "$show"
    status=${PIPESTATUS[0]}
    set -e
    [ "$status" -ne 0 ] || return 0
    # Maven's own words: what a test writes of connections is none of it
    grep -qE '^\[ERROR\].*(Could not (transfer|resolve|find) |could not be resolved|Premature end)' "$log" || break
    [ "$try" -lt 3 ] || break
    say "a download failed; trying again ($((try + 1)) of 3)"
    sleep $((try * 3))
    set -- -U "$@"
  done
  return "$status"
}
