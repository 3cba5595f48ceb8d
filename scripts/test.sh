#!/usr/bin/env bash
# test.sh [stage]...: runs all stages, or those named, cheap ones first. One line a stage; its output goes to
# target/test-logs/<stage>.log and is shown only when it fails. Ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

logs=target/test-logs
wanted=("$@")
passed=0
failed=()
began=$SECONDS
mkdir -p "$logs"

source scripts/services.sh
trap stop_services EXIT
trap 'exit 130' INT TERM

is_wanted() { [ ${#wanted[@]} = 0 ] || [[ " ${wanted[*]} " == *" $1 "* ]]; }

plain() { sed -E 's/\x1b(\[[0-9;]*m|\(B)//g' "$1"; }

# What the runner of a stage says of itself, so that its count stands in the summary line.
headline() {
  plain "$1" |
    grep -E '^ *(Summary \[|Tests +[0-9]+ |[0-9]+ passed|[#ℹ] pass [0-9]|HEADLINE )' | tail -n 1 | sed -E 's/^ +//; s/^(HEADLINE|[#ℹ]) //; s/ +/ /g'
}

stage() { # name, command...
  local name=$1 log=$logs/$1.log start=$SECONDS
  shift
  is_wanted "$name" || return 0
  printf '%-14s ' "$name"
  if "$@" >"$log" 2>&1 </dev/null; then
    passed=$((passed + 1))
    printf 'ok      %4d s  %s\n' $((SECONDS - start)) "$(headline "$log")"
  else
    failed+=("$name")
    printf 'FAILED  %4d s  %s\n' $((SECONDS - start)) "$(headline "$log")"
    plain "$log" | tail -n 100 | sed 's/^/  | /'
  fi
}

scripts_parse() { local script; for script in scripts/*.sh tests/api/run.sh tests/s3/run.sh .ci/run; do bash -n "$script" || return 1; done; }
front() { scripts/build-front.sh "$@"; }
in_folder() { npm run --silent --prefix "$1" "$2"; }
rust_tests() { "$(scripts/tools.sh nextest)" nextest run --workspace --locked --no-fail-fast; }
on_sqlite() { COURT_TEST_BACKEND=sqlite rust_tests; }
on_postgres() { start_services && COURT_TEST_BACKEND=postgres rust_tests; }
on_s3() { COURT_TEST_BACKEND=sqlite tests/s3/run.sh "$(scripts/tools.sh nextest)" nextest run --workspace --locked -E 'test(uploads::store::)'; }
description() { node scripts/description.mjs check && in_folder miniprogram client:check && in_folder desk client:check; }
deny() { "$(scripts/tools.sh deny)" --locked check licenses bans sources; }

export COURT_BIN=${CARGO_TARGET_DIR:-$PWD/target}/debug/micro-court
scripts/need.sh test || exit 1

stage docs          node scripts/check-docs.mjs
stage scripts       scripts_parse
stage fmt           cargo fmt --all --check
stage deny          deny
stage install       front install miniprogram desk tests/e2e tests/wechat
stage types-phone   in_folder miniprogram check
stage types-desk    in_folder desk check
stage unit-phone    in_folder miniprogram test
stage unit-desk     in_folder desk test
stage build-h5      front build miniprogram build:h5 miniprogram/dist/build/h5
stage build-weixin  front build miniprogram build:mp-weixin miniprogram/dist/build/mp-weixin
stage build-desk    front build desk build desk/dist
stage clippy        cargo clippy --workspace --all-targets --locked -- -D warnings
stage build-court   cargo build --locked
stage description   description
stage rust-sqlite   on_sqlite
stage rust-postgres on_postgres
stage rust-s3       on_s3
stage wechat        scripts/with-server.sh npm test --silent --prefix tests/wechat
stage test-api      env COURT__LIMITS__ENABLED=false scripts/with-server.sh tests/api/run.sh
stage journeys      npm test --silent --prefix tests/e2e

[ ${#failed[@]} = 0 ] || echo "Failed: ${failed[*]} (logs in $logs)"
printf 'In %d min %02d s:\n' $(((SECONDS - began) / 60)) $(((SECONDS - began) % 60))
echo "$passed passed, ${#failed[@]} failed"
[ ${#failed[@]} = 0 ] && [ "$passed" -gt 0 ]
