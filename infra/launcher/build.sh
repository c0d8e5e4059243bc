# shellcheck shell=bash
# Maven: builds what a command needs, when it is missing or older than its sources, and runs the tests.

maven() {
  command -v mvn >/dev/null || die "Maven 3.8.1 or later is needed."
  local -a quiet=(
    # Shading names every jar and each overlapping licence file: thousands of lines that say nothing.
    -Dorg.slf4j.simpleLogger.log.org.apache.maven.plugins.shade=error
  )
  [[ -t 1 && "${CI:-}" != true ]] || quiet+=(-Dstyle.color=never)
  # Maven 3's own libraries use what JDK 24 and later warn about.
  local options="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  (cd "$PALISADE_HOME" && MAVEN_OPTS="$options" mvn -B -ntp "${quiet[@]}" "$@")
}

# Whether something below the paths $2… is younger than the marker $1, or the marker is missing.
is_stale() {
  local marker="$1"
  shift
  [[ -e "$marker" ]] || return 0
  [[ -n "$(find "$@" -newer "$marker" -not -path '*/target/*' -type f -print -quit)" ]]
}

# $1 marker, $2 what it is called, $3 modules, then Maven's options
build_if_stale() {
  local marker="$1" name="$2" modules="$3" started
  shift 3
  local -a sources=("$PALISADE_HOME/pom.xml" "$PALISADE_HOME"/functions/*/pom.xml
    "$PALISADE_HOME"/functions/*/src/main "$PALISADE_HOME/infra/pom.xml" "$PALISADE_HOME/infra/src/main")
  local -a present=()
  local source
  for source in "${sources[@]}"; do [[ -e "$source" ]] && present+=("$source"); done
  is_stale "$marker" "${present[@]}" || return 0
  say "building $name"
  # Taken before the build, so that an edit during it counts as younger.
  started="$(mktemp "$PALISADE_STATE/building.XXXXXX")"
  if ! maven -q -pl "$modules" -am -Dmaven.test.skip=true package "$@" >&2; then
    rm -f "$started"
    die "the build of $name failed"
  fi
  mv "$started" "$marker"
}

build_cli() {
  [[ -e "$PALISADE_HOME/functions/cli/target/runtime.classpath" ]] || rm -f "$PALISADE_STATE/built-cli"
  build_if_stale "$PALISADE_STATE/built-cli" "the command line" functions/cli -Dfunction.skip
}

# The functions' zips and the CDK app that deploys them: whatever module is shaded is a function's.
build_system() {
  local module modules="functions/cli,infra"
  for module in "$PALISADE_HOME"/functions/*/; do
    grep -qs maven-shade-plugin "$module/pom.xml" || continue
    module="$(basename "$module")"
    modules+=",functions/$module"
    [[ -e "$PALISADE_HOME/functions/$module/target/responder-$module.zip" ]] || rm -f "$PALISADE_STATE/built-system"
  done
  build_if_stale "$PALISADE_STATE/built-system" "the functions and the CDK app (about a minute)" "$modules"
  # The same build made the command line as well.
  [[ -e "$PALISADE_STATE/built-cli" && "$PALISADE_STATE/built-cli" -nt "$PALISADE_STATE/built-system" ]] ||
    touch -r "$PALISADE_STATE/built-system" "$PALISADE_STATE/built-cli"
}

# Replaces this process, so that signals and exit codes are the program's own.
run_cli() {
  local target="$PALISADE_HOME/functions/cli/target"
  exec "$JAVA_HOME/bin/java" \
    -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -XX:SharedArchiveFile="$PALISADE_STATE/cli.jsa" -XX:+AutoCreateSharedArchive -Xlog:disable \
    --enable-native-access=ALL-UNNAMED \
    -cp "$target/cli-1.0.0-SNAPSHOT.jar:$(<"$target/runtime.classpath")" \
    dev.palisade.cli.Main "$@"
}

# Sums the closing lines of the runners in the log $1: Surefire's and Failsafe's one per module
# (a test class's own line names the time it took) and pytest's.
count_tests() {
  awk '
    /^\[[A-Z]+\] Tests run: / && !/Time elapsed/ {
      gsub(/,/, ""); for (i = 1; i < NF; i++) {
        if ($i == "run:") run += $(i + 1)
        if ($i == "Failures:" || $i == "Errors:") failed += $(i + 1)
        if ($i == "Skipped:") skipped += $(i + 1)
      }
    }
    / in [0-9.]+s/ && /passed|failed/ {
      gsub(/,/, ""); for (i = 2; i <= NF; i++) {
        if ($i == "passed") run += $(i - 1)
        if ($i == "failed" || $i ~ /^errors?$/) { run += $(i - 1); failed += $(i - 1) }
        if ($i == "skipped") { run += $(i - 1); skipped += $(i - 1) }
      }
    }
    END { printf "%d passed, %d failed, %d skipped\n", run - failed - skipped, failed, skipped }
  ' "$1"
}

# Size of each function's zip in MB.
print_sizes() {
  local zip
  for zip in "$PALISADE_HOME"/functions/*/target/responder-*.zip; do
    [[ -e "$zip" ]] || continue
    awk -v name="$(basename "$zip")" -v bytes="$(wc -c <"$zip")" \
      'BEGIN { printf "%-28s %5.1f MB\n", name, bytes / 1e6 }'
  done
}

# The tests in Python, then everything of Maven; further arguments go to Maven. The tests against the
# deployed system take a local AWS of their own and minutes: they run with --system.
run_tests() {
  local log="$PALISADE_STATE/logs/test.log" status=0 started place
  local -a options=(-DskipITs)
  if [[ "${1:-}" == --system ]]; then
    shift
    options=()
  fi
  mkdir -p "$(dirname "$log")"
  : >"$log"
  for place in "$LOCAL_AWS" "$PALISADE_HOME/infra/standins" "$PALISADE_HOME/samplemodels/runner"; do
    say "testing ${place#"$PALISADE_HOME/"}"
    (cd "$place" && "$PALISADE_PYTHON" -m pytest -q --color=no -p no:cacheprovider tests) 2>&1 | tee -a "$log" || status=1
  done
  say "building and testing everything else (log: ${log#"$PALISADE_HOME/"})"
  started="$(mktemp "$PALISADE_STATE/building.XXXXXX")"
  if maven -fae verify "${options[@]}" "$@" 2>&1 | tee -a "$log"; then
    # All that other commands need is built now, unless an option left something out.
    (($#)) || touch -r "$started" "$PALISADE_STATE/built-system" "$PALISADE_STATE/built-cli"
  else
    status=1
  fi
  rm -f "$started"
  print_sizes
  count_tests "$log" | tee "${log%.log}.counts"
  ((status == 0)) || say "the tests or the build failed; see ${log#"$PALISADE_HOME/"}"
  return "$status"
}
