# shellcheck shell=bash
# Words to the person: on stderr, so that --json on stdout stays clean.

if [[ -t 2 && "${CI:-}" != true && -z "${NO_COLOR:-}" ]]; then
  SAY_ON=$'\e[1;36m' SAY_ERROR=$'\e[1;31m' SAY_OFF=$'\e[0m'
else
  SAY_ON='' SAY_ERROR='' SAY_OFF=''
fi

say() { printf '%spalisade:%s %s\n' "$SAY_ON" "$SAY_OFF" "$*" >&2; }

die() {
  printf '%spalisade:%s %s\n' "$SAY_ERROR" "$SAY_OFF" "$*" >&2
  exit 1
}
