# make book   the book of this folder as a PDF in dist/
# make test   all tests
# make studio the book in a browser
# Each sets up what is missing first; see tools/set-up.sh.

VENV := .venv
# The accessibility checker has an environment of its own: it is no part of the builder.
OUTLOUD := .venv-outloud
PYTHON ?= python3
export PYTHON

.PHONY: book studio studio-set-up test lint types format lock catalogs wheel try-wheel clean

book: $(VENV)/.set-up
	$(VENV)/bin/python make_book.py build

studio: $(VENV)/.studio
	$(VENV)/bin/python make_book.py studio

studio-set-up: $(VENV)/.studio

test: $(VENV)/.studio $(OUTLOUD)/.set-up
	$(VENV)/bin/python -m pytest

lint: $(VENV)/.set-up
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.studio
	$(VENV)/bin/mypy

format: $(VENV)/.set-up
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

# Needs uv; pins every dependency with its hashes, for all systems.
lock:
	uv pip compile pyproject.toml --group dev --generate-hashes --universal \
	    --python-version 3.11 --no-emit-index-url --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra studio --group browser -c requirements.lock \
	    --generate-hashes --universal \
	    --python-version 3.11 --no-emit-index-url --no-header -q -o tools/studio.lock

# Brings the catalogs to what code and templates say; new messages come without a translation.
catalogs: $(VENV)/.set-up
	tools/catalogs.sh $(VENV)/bin/pybabel

# The package that others install: dist/kyyeu-….whl
wheel: $(VENV)/.set-up
	rm -rf build *.egg-info
	$(VENV)/bin/python -m pip wheel --quiet --no-deps --wheel-dir dist .

try-wheel:
	tools/try-wheel.sh

clean:
	rm -rf dist build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.set-up: requirements.lock tools/set-up.sh
	tools/set-up.sh $(VENV) requirements.lock

# Only who opens the studio needs what it needs.
$(VENV)/.studio: $(VENV)/.set-up tools/studio.lock
	tools/set-up.sh $(VENV) tools/studio.lock
	touch $@

$(OUTLOUD)/.set-up: tools/outloud.lock tools/set-up.sh
	tools/set-up.sh $(OUTLOUD) tools/outloud.lock

# Ratios to WeasyPrint alone; see bench/README.md. The quick one takes a minute.
.PHONY: bench bench-quick
bench: $(VENV)/.set-up
	$(VENV)/bin/python bench/run.py --others
	$(VENV)/bin/python bench/run_photographs.py

bench-quick: $(VENV)/.set-up
	$(VENV)/bin/python bench/run.py --pages 50 --rounds 3

# How well a finished book is set: word spaces, rivers, grid, feet; measured from the PDF alone.
.PHONY: measure
measure: book
	$(VENV)/bin/python tools/measure.py dist/*.pdf
