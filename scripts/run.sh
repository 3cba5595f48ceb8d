#!/usr/bin/env bash
# run.sh: builds what changed, starts the demo court on 127.0.0.1:8080 and fills it through its own API.
# Its data stays in ./data between runs. Ctrl-C stops it.
set -euo pipefail
cd "$(dirname "$0")/.."

export COURT__DATA_DIR=${COURT__DATA_DIR:-$PWD/data}
export COURT__SERVER__LISTEN=${COURT__SERVER__LISTEN:-127.0.0.1:8080}
url=http://$COURT__SERVER__LISTEN
court=${CARGO_TARGET_DIR:-target}/debug/micro-court
log=$COURT__DATA_DIR/server.log

# Said before ten minutes of building, not after.
if (exec 3<>"/dev/tcp/${COURT__SERVER__LISTEN%:*}/${COURT__SERVER__LISTEN##*:}") 2>/dev/null; then
  echo "Something already answers on $COURT__SERVER__LISTEN, perhaps this court. Stop it, or choose another address:"
  echo "  COURT__SERVER__LISTEN=127.0.0.1:8081 make run"
  exit 1
fi
scripts/need.sh run
scripts/build-front.sh build miniprogram build:h5 miniprogram/dist/build/h5
scripts/build-front.sh build miniprogram build:mp-weixin miniprogram/dist/build/mp-weixin
scripts/build-front.sh build desk build desk/dist
cargo build --locked

# What the demo court keeps is nobody else's on this machine.
umask 077
mkdir -p "$COURT__DATA_DIR"
"$court" serve >>"$log" 2>&1 &
server=$!
# Ctrl-C reaches the server too; we wait for it to end its requests.
trap 'trap - INT TERM; kill -TERM $server 2>/dev/null; wait $server 2>/dev/null; echo; echo "Stopped. The data is in $COURT__DATA_DIR."; exit 0' INT TERM

node scripts/wait-ready.mjs "$url" "$server" || { tail -n 5 "$log"; exit 1; }
"$court" demo --base "$url"

cat <<END

  Phone page    $url/
  Demo phone    $url/sandbox
  Desk          $url/desk/  (the one-time codes of its staff are on the demo phone)
  WeChat build  $PWD/miniprogram/dist/build/mp-weixin  (open it in WeChat DevTools)
  API           $url/docs
  Log           $log

Ctrl-C stops it; the data stays in $COURT__DATA_DIR.
END
wait $server || { tail -n 5 "$log"; exit 1; }
