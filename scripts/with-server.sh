#!/usr/bin/env bash
# with-server.sh <command>...: runs the command against a sandbox court of its own, with an empty data folder and a free
# port, and stops the court afterwards. The command finds COURT_URL, COURT_BIN and COURT__DATA_DIR in its environment.
set -euo pipefail
cd "$(dirname "$0")/.."

export COURT_BIN=${COURT_BIN:-$PWD/target/debug/micro-court}
[ -x "$COURT_BIN" ] || { echo "the server is not built: cargo build" >&2; exit 1; }
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
folder=$(mktemp -d)
export COURT_URL=http://127.0.0.1:$port COURT__DATA_DIR=$folder/data COURT__SERVER__LISTEN=127.0.0.1:$port
# What is shown after a failure should be what went wrong, not every request.
export COURT__LOG__LEVEL=${COURT__LOG__LEVEL:-warn}
"$COURT_BIN" serve >"$folder/server.log" 2>&1 &
court=$!

stop() {
  local code=$?
  trap - EXIT
  kill -TERM "$court" 2>/dev/null || true
  wait "$court" 2>/dev/null || true
  if [ "$code" != 0 ]; then
    echo "--- the server's last lines"
    tail -n 40 "$folder/server.log"
  fi
  rm -rf "$folder"
  exit "$code"
}
trap stop EXIT
trap 'exit 130' INT TERM

node scripts/wait-ready.mjs "$COURT_URL" "$court"
"$@"
