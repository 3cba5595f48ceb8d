#!/usr/bin/env bash
# build-front.sh install <folder>...       npm ci, when the lock file changed
# build-front.sh build <folder> <script>   npm run <script>, when something it is built from changed
# "Changed" goes by content, not by file times, so that switching branches builds what it must and no more.
set -euo pipefail
cd "$(dirname "$0")/.."

content_of() { # paths: one hash over names and contents of what git would see there
  git ls-files -z --cached --others --exclude-standard -- "$@" | sort -zu | xargs -0 sha256sum 2>/dev/null | sha256sum | cut -d' ' -f1
}
stamps=.cache/stamps
mkdir -p "$stamps"

# The builders talk a lot and advertise; what they say is shown when it matters.
quietly() { # words, command...
  local words=$1 log start=$SECONDS
  shift
  log=$(mktemp)
  printf '%s … ' "$words"
  if "$@" >"$log" 2>&1; then
    echo "$((SECONDS - start)) s"
    rm -f "$log"
  else
    echo failed
    cat "$log"
    rm -f "$log"
    return 1
  fi
}

fresh() { [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]; }

install() {
  local folder=$1 stamp content
  stamp="install-${folder//\//-}"
  content=$(content_of "$folder/package-lock.json")
  [ -d "$folder/node_modules" ] && fresh "$stamp" "$content" && return
  quietly "$folder: packages" npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error
  echo "$content" >"$stamps/$stamp"
}

build() {
  local folder=$1 script=$2 output=$3 stamp content
  stamp="${folder//\//-}-${script//:/-}"
  content=$(content_of "$folder" openapi.json scripts/generate-client.mjs)
  [ -d "$output" ] && fresh "$stamp" "$content" && return
  install "$folder"
  quietly "$folder: $script" env CI=true npm run --silent --prefix "$folder" "$script"
  echo "$content" >"$stamps/$stamp"
}

command=${1:?install or build}
shift
case $command in
  install) for folder in "$@"; do install "$folder"; done ;;
  build) build "$@" ;;
  *) echo "install or build, not $command" >&2; exit 1 ;;
esac
