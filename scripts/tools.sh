#!/usr/bin/env bash
# tools.sh nextest|deny: makes sure that a cargo tool is there; a missing one is built once, into a folder that
# outlives the checkout. Prints the path of its program.
set -euo pipefail

tools=${COURT_TOOLS:-$HOME/.cache/micro-court/tools}
case ${1:?which tool} in
  nextest) crate=cargo-nextest version=0.9.143 ;;
  deny) crate=cargo-deny version=0.20.2 ;;
  *) echo "no such tool: $1" >&2; exit 1 ;;
esac

# Whoever has it already, in a version that takes the same arguments, need not build it.
if found=$(command -v "$crate"); then
  echo "$found"
  exit 0
fi
if ! "$tools/bin/$crate" --version 2>/dev/null | grep -qF " $version"; then
  # They run for seconds: not worth the minutes of a fully optimised build.
  CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$tools/build" \
    cargo install --locked --force --root "$tools" --version "$version" "$crate" >&2
  rm -rf "$tools/build"
fi
echo "$tools/bin/$crate"
