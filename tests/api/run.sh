#!/usr/bin/env bash
# run.sh: asks the server at $COURT_URL everything its openapi.json allows and much that it doesn't, three times over:
# as nobody, as a person and as staff. Run it through scripts/with-server.sh, which starts a court of its own for it.
set -euo pipefail
cd "$(dirname "$0")"

: "${COURT_URL:?the address of a running sandbox court}"
# The same seed draws the same cases; name another to look elsewhere.
seed=${COURT_TEST_SEED:-20261124}
examples=${COURT_TEST_EXAMPLES:-40}

venv=$HOME/.cache/micro-court/venv-$(sha256sum requirements.txt | cut -c1-12)
if [ ! -x "$venv/bin/schemathesis" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps -r requirements.txt
fi

export PYTHONPATH=$PWD PYTHONDONTWRITEBYTECODE=1 SCHEMATHESIS_HOOKS=hooks
echo "seed $seed, up to $examples examples an operation"
failed=()
for caller in nobody person staff; do
  echo "--- as $caller"
  COURT_CALLER=$caller "$venv/bin/schemathesis" --config-file schemathesis.toml run "$COURT_URL/openapi.json" \
    --seed "$seed" --max-examples "$examples" --no-color || failed+=("$caller")
done
[ ${#failed[@]} = 0 ] || { echo "HEADLINE failed as ${failed[*]}"; exit 1; }
echo "HEADLINE as nobody, as a person and as staff, seed $seed"
