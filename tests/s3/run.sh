#!/usr/bin/env bash
# run.sh <command>...: runs the command beside an S3-compatible store of its own (moto), which ends with it. The command
# finds its address in COURT_TEST_S3_URL.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

venv=$HOME/.cache/micro-court/venv-s3-$(sha256sum "$here/requirements.txt" | cut -c1-12)
if [ ! -x "$venv/bin/moto_server" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$here/requirements.txt"
fi

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
log=$(mktemp)
"$venv/bin/moto_server" -H 127.0.0.1 -p "$port" >"$log" 2>&1 &
store=$!
trap 'kill "$store" 2>/dev/null || true; rm -f "$log"' EXIT
until { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null; do
  kill -0 "$store" 2>/dev/null || { cat "$log" >&2; exit 1; }
  sleep 0.1
done
exec 3>&-

export COURT_TEST_S3_URL=http://127.0.0.1:$port
"$@"
