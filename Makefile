# Facewrit: `make help` says what there is.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.facewrit
# Two steps of one build must not run at once in one virtual environment.
.NOTPARALLEL:
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

.PHONY: help
help: ## What there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

.PHONY: run
run: $(STAMPS)/installed ## The public site on http://127.0.0.1:8000 (PORT=, HOST= to change)
	$(BIN)/facewrit serve --host $(HOST) --port $(PORT)

.PHONY: test
test: check pytest ## Everything that has to hold: check, then all tests

.PHONY: check
check: lint law ## Lint, format, types, import direction, and the facts and words of the law

.PHONY: lint
lint: $(STAMPS)/tested
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	PYTHONPATH=webapp $(BIN)/lint-imports

.PHONY: law
law: $(STAMPS)/tested ## Check the facts and words of the law alone
	$(BIN)/facewrit law check

.PHONY: pytest
pytest: $(STAMPS)/tested
	$(BIN)/pytest $(PYTEST)

.PHONY: format
format: $(STAMPS)/tested ## Put the Python code into its one format
	$(BIN)/ruff check --fix --select I
	$(BIN)/ruff format

.PHONY: letters
letters: $(STAMPS)/tested ## Write the letters' snapshots anew (tests/letters/snapshots/), for the reviewer to read in the diff
	$(BIN)/python -m build_tools.letters

.PHONY: case-letters
case-letters: $(STAMPS)/tested ## Write the letter of every worked case, in every language, to build/letters/, and say what is wrong
	$(BIN)/python build_tools/case_letters.py build/letters

.PHONY: pictures
pictures: $(STAMPS)/tested ## Take the pictures of the README anew, from the running program (needs chromium and poppler-utils)
	$(BIN)/python -m build_tools.pictures

SCHEMAS := regimes territories authorities controllers decisions layouts cases catalogue ids

.PHONY: schema
schema: $(STAMPS)/tested ## Write jurisdictions/schema/ (for editors) and the table of words in letter_templates/README.md anew
	for name in $(SCHEMAS); do $(BIN)/facewrit schema $$name > jurisdictions/schema/$$name.json; done
	$(BIN)/python -m build_tools.word_table

.PHONY: wheel
wheel: $(STAMPS)/installed ## Build dist/facewrit-*.whl and the source archive
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist

.PHONY: fonts
fonts: $(STAMPS)/fonts ## Make the fonts of the PDF letters (webapp/facewrit/formats/pdf/fonts/)

# UPGRADE=--upgrade takes newer releases, UPGRADE='--upgrade-package NAME' one of them.
COMPILE = uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet \
	--custom-compile-command 'make lock' --output-file
BUILD_REQUIRES = $(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'], sep='\n')"

.PHONY: lock
lock: $(STAMPS)/venv ## Write requirements/*.txt anew from pyproject.toml, for all platforms (UPGRADE=--upgrade)
	@command -v uv >/dev/null || { echo 'make lock needs uv: python3 -m pip install uv' >&2; exit 2; }
	$(BUILD_REQUIRES) | $(COMPILE) requirements/test.txt $(UPGRADE) --extra test pyproject.toml -
	$(BUILD_REQUIRES) | $(COMPILE) requirements/build.txt --constraints requirements/test.txt pyproject.toml -
	$(COMPILE) requirements/run.txt --constraints requirements/test.txt pyproject.toml

.PHONY: clean
clean: ## Remove all that was built or installed here, .venv too
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(FONTS)


# --- Steps, each done once: a stamp in .venv says when ------------------------------------------------------------

FONTS := webapp/facewrit/formats/pdf/fonts
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-input --quiet

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Facewrit needs Python 3.11 or newer; name one: make PYTHON=python3.12 …' >&2; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	mkdir -p $(STAMPS) && touch $@

$(STAMPS)/requirements: $(STAMPS)/venv requirements/build.txt
	$(PIP) --require-hashes --requirement requirements/build.txt
	touch $@

$(STAMPS)/fonts: $(STAMPS)/requirements build_tools/fonts.py build_tools/font_sources.py
	$(BIN)/python -m build_tools.fonts
	touch $@

$(STAMPS)/installed: $(STAMPS)/requirements $(STAMPS)/fonts pyproject.toml hatch_build.py
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(STAMPS)/tested: $(STAMPS)/installed requirements/test.txt
	$(PIP) --require-hashes --requirement requirements/test.txt
	touch $@
