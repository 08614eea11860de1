#!/bin/sh
# Builds the wheel, installs it away from this folder, and makes two books with what was installed.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT

# Of a copy: what an earlier build left beside the sources would get into the wheel.
mkdir "$away/sources"
cp -R "$top/book" "$top/pyproject.toml" "$top/README.md" "$away/sources"
"$python" -m venv "$away/venv"
"$away/venv/bin/python" -m pip wheel --quiet --disable-pip-version-check --no-deps \
    --wheel-dir "$away" "$away/sources"
rm -r "$away/sources"
"$away/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$away"/kyyeu-*.whl

mkdir -p "$away/small/chapters"
cat >"$away/small/book.yaml" <<'END'
title: Twenty years of our choir
language: en
END
cat >"$away/small/chapters/01-beginnings.md" <<'END'
---
title: Beginnings
---
In the spring of 2004 nine people met in the school hall, and sang.
END
mkdir "$away/first"
cp -R "$top/book.yaml" "$top/chapters" "$top/styles" "$top/assets" "$away/first"

cd "$away"
export HOME="$away" XDG_CACHE_HOME="$away/cache" PYTHONPATH=
PATH="$away/venv/bin:$PATH"
kyyeu --version
kyyeu build -C first
kyyeu handouts -C first >/dev/null
kyyeu build -C first --edition press
python -m book build -C small
kyyeu check -C small
python - <<'END'
from pathlib import Path

import pikepdf

import book

assert Path(book.__file__).is_relative_to(Path.home()), "the clone was used, not the wheel"
for folder, least in (("first", 60), ("small", 5)):
    for path in Path(folder, "dist").glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) >= (1 if path.stem.endswith("cover") else least), path
END
test "$(find first/dist/handouts -name '*.pdf' | wc -l)" -ge 10
echo "The wheel works: two books made with it."
