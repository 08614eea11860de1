#!/bin/sh
# Brings each catalog to what code and templates say. Usage: tools/catalogs.sh [PYBABEL]
# New messages come without a translation; those that nobody says any more go.
set -eu
cd "$(dirname "$0")/.."
pybabel=${1:-pybabel}
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT

PYTHONPATH=tools "$pybabel" -q extract -F tools/babel.cfg -k say --project kyyeu --no-location \
    --sort-output --width 100 -o "$pot" book
for po in book/languages/*/catalog.po; do
    code=$(basename "$(dirname "$po")")
    # Messages are English themselves; its catalog, kept by hand, has those that are only keys.
    [ "$code" != en ] || continue
    "$pybabel" -q update -i "$pot" -o "$po" -l "$code" --no-fuzzy-matching --ignore-obsolete \
        --ignore-pot-creation-date --width 100
done
