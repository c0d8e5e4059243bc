# shellcheck shell=bash
# Finds a JDK and exports JAVA_HOME; the `java` on PATH may be any other.

readonly JDK_NEEDED=25

# The feature release of the JDK in folder $1; fails where there is no compiler.
jdk_release() {
  [[ -x "$1/bin/javac" && -x "$1/bin/java" ]] || return 1
  local version=''
  [[ -r "$1/release" ]] && version="$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")"
  [[ -n "$version" ]] || version="$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')"
  [[ -n "$version" ]] && printf '%s' "$version"
}

# Folders where JDKs live, best first, one a line.
jdk_places() {
  [[ -n "${JAVA_HOME:-}" ]] && printf '%s\n' "$JAVA_HOME"
  if [[ -x /usr/libexec/java_home ]]; then
    /usr/libexec/java_home -v "$JDK_NEEDED+" 2>/dev/null || true
  fi
  local place
  for place in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* /opt/*jdk*; do
    [[ -d "$place" ]] && printf '%s\n' "$place"
  done
  return 0
}

use_jdk() {
  local place release
  while IFS= read -r place; do
    release="$(jdk_release "$place")" || continue
    if ((release >= JDK_NEEDED)); then
      export JAVA_HOME="$place"
      return
    fi
  done < <(jdk_places)
  die "no JDK $JDK_NEEDED or later found. Install one (for instance Eclipse Temurin $JDK_NEEDED) or set JAVA_HOME to it."
}
