#!/usr/bin/env bash
# need.sh run|test: what a command needs on Debian 12 beyond Rust, Node 20, git, make and a C compiler.
# As root, or where sudo works, it installs what is missing; otherwise it prints the one line that does, and stops.
set -euo pipefail

stop() { printf '%s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

have cargo || stop "Rust is missing: install the stable toolchain from https://rustup.rs, then run this again."
have cc || stop "A C compiler is missing: apt-get install gcc"
have node && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
  stop "Node.js 20 or later is missing: https://nodejs.org"
have npm || stop "npm is missing; it comes with Node.js 20."

missing=()
need() { # package, then a command that succeeds when it is there
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}
listens() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }
postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb'; }
redis() { listens 127.0.0.1 6379 || have redis-server; }
cjk_font() { compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc'; }

# The papers of the court are set in Noto CJK.
need fonts-noto-cjk cjk_font
if [ "${1:-run}" = test ]; then
  need chromium have chromium
  need poppler-utils have pdftotext
  need postgresql postgresql
  need redis-server redis
  need python3-venv python3 -c 'import ensurepip, venv'
fi
[ ${#missing[@]} -gt 0 ] || exit 0

install=(apt-get install -y --no-install-recommends "${missing[@]}")
if [ "$(id -u)" = 0 ]; then
  as_root=()
elif have sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
  as_root=(sudo)
else
  stop "Missing: ${missing[*]}. Run this as root, then try again:
  apt-get update && ${install[*]}"
fi
echo "Installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{ "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}"; } >"$log" 2>&1 </dev/null ||
  { cat "$log" >&2; stop "That did not work; the last lines above say why."; }
