# shellcheck shell=bash
# Python for the local AWS and Node for the CDK command line, both below .palisade and pinned by
# hashes. A file's own hash beside the installation tells whether it is still what the file says.

VENV="$PALISADE_STATE/venv"
LINT="$PALISADE_STATE/lint"
LOCALSTACK="$PALISADE_STATE/localstack"
NODE="$PALISADE_STATE/node"
LOCAL_AWS="$PALISADE_HOME/infra/local"
# Read by the CDK app's deployment and by tests.
export PALISADE_PYTHON="$VENV/bin/python"
export PALISADE_LOCALSTACK="$LOCALSTACK"
export PALISADE_CDK="$NODE/node_modules/.bin/cdk"

# One checksum over the files named (shasum where macOS has no sha256sum).
checksum() {
  if command -v sha256sum >/dev/null; then
    cat "$@" | sha256sum | cut -d' ' -f1
  else
    cat "$@" | shasum -a 256 | cut -d' ' -f1
  fi
}

# $1 installed-marker, $2 wanted checksum
is_current() { [[ -r "$1" && "$(<"$1")" == "$2" ]]; }

# Makes the venv $1 from the pinned requirements $2, unless it is what they say; $3 is what for.
prepare_venv() {
  local venv="$1" requirements="$2" what="$3" wanted python
  wanted="$(checksum "$requirements")"
  is_current "$venv/.requirements" "$wanted" && return
  for python in python3.11 python3.12 python3.13 python3; do
    if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      say "installing $what into .palisade/${venv##*/} (once, about a minute)"
      rm -rf "$venv"
      "$python" -m venv "$venv"
      "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes -r "$requirements" >&2 || die "pip could not install ${requirements#"$PALISADE_HOME/"}"
      printf '%s' "$wanted" >"$venv/.requirements"
      return
    fi
  done
  die "Python 3.11 or later with venv is needed (Debian: apt-get install python3-venv)."
}

prepare_python() { prepare_venv "$VENV" "$LOCAL_AWS/requirements.txt" "the local AWS"; }

# The checks of the synthesized templates; their pins don't go with the local AWS's.
prepare_lint() { prepare_venv "$LINT" "$PALISADE_HOME/infra/lint/requirements.txt" "the template checks"; }

# A second implementation of AWS for the gateways' contract tests: half a gigabyte, so only for them.
prepare_localstack() {
  prepare_venv "$LOCALSTACK" "$PALISADE_HOME/infra/e2e/localstack/requirements.txt" "LocalStack's open core"
}

prepare_node() {
  local manifest="$PALISADE_HOME/infra/package.json" lock="$PALISADE_HOME/infra/package-lock.json" wanted
  wanted="$(checksum "$manifest" "$lock")"
  is_current "$NODE/.lock" "$wanted" && return
  command -v npm >/dev/null || die "Node 20 or later with npm is needed for the CDK command line."
  say "installing the CDK command line into .palisade/node (once)"
  rm -rf "$NODE"
  mkdir -p "$NODE"
  cp "$manifest" "$lock" "$NODE/"
  npm ci --prefix "$NODE" --silent --no-audit --no-fund >&2 || die "npm could not install infra/package-lock.json"
  printf '%s' "$wanted" >"$NODE/.lock"
}

# The control program of the local AWS.
local_aws() {
  PYTHONPATH="$LOCAL_AWS${PYTHONPATH:+:$PYTHONPATH}" "$PALISADE_PYTHON" -m palisade_local "$@"
}
