# Everything a person or a machine does here. `make help` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help setup run build serve test test-all check docs bench bench-shell vendor lock words approve-demonstration clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.run ## make .venv with the `helsevei` command

run: setup ## build the sample portal and serve all of it, with a town of people to sign in as
	$(BIN)/helsevei build || test $$? -eq 3
	$(BIN)/python -m development --port $(PORT)

build: setup ## publish a release into site/
	$(BIN)/helsevei build

test: $(VENV)/.test system tests/node_modules/.made ## set up and run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow" $(ARGS)

test-all: $(VENV)/.test system tests/node_modules/.made ## the tests whole, slow ones too
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: $(VENV)/.test ## look at the code: style, types, arrows between rooms, catalogues, content
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m translations check
	$(BIN)/helsevei check

docs: $(VENV)/.docs ## build the handbook into site/handbook
	$(BIN)/python -m docs.generate
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

bench: $(VENV)/.test benchmarks/.venv/.made ## time the builder beside its peers, and search
	$(BIN)/python -m benchmarks $(ARGS)
	$(BIN)/python -m benchmarks.searching

bench-shell: $(VENV)/.test ## time signed-in pages (needs wrk), the inbox, and answers that must be alike
	$(BIN)/python -m benchmarks.load $(ARGS)
	$(BIN)/python -m benchmarks.inbox
	$(BIN)/python -m benchmarks.alike

words: $(VENV)/.test ## bring the catalogues up to date with templates and code
	$(BIN)/python -m translations extract
	$(BIN)/python -m translations update

vendor: $(VENV)/.look ## bring design system, fonts and icons into the theme (needs npm)
	$(BIN)/python site/theme/vendor.py

lock: ## write the lock files anew from pyproject.toml (needs uv)
	$(LOCK) -o requirements/run.txt
	$(LOCK) --extra test -o requirements/test.txt
	$(LOCK) --extra handbook -o requirements/docs.txt
	$(LOCK) --extra look -o requirements/look.txt

approve-demonstration: setup ## approve the demonstration's texts with the demonstration's keys
	@chmod 600 demonstration-keys/*.redaktor demonstration-keys/*.fagperson
	@for key in demonstration-keys/*.redaktor; do \
	  $(BIN)/helsevei approve --yes --key $$key --role delivered --role translated $(ARGS) | tail -n 1; done
	@for key in demonstration-keys/*.fagperson; do \
	  $(BIN)/helsevei approve --yes --key $$key --role assured --role language-reviewed $(ARGS) | tail -n 1; done

clean: ## remove what was made, but no release
	rm -rf $(VENV) tests/node_modules site/cache site/handbook .pytest_cache .ruff_cache .mypy_cache .hypothesis

.PHONY: system
system:
	@sh tests/install-system-packages.sh

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.look: $(VENV)/.run requirements/look.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/look.txt
	@touch $@

$(VENV)/.docs: $(VENV)/.run requirements/docs.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/docs.txt
	@touch $@

tests/node_modules/.made: tests/package.json tests/package-lock.json
	cd tests && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

benchmarks/.venv/.made: benchmarks/requirements.txt
	$(PYTHON) -m venv benchmarks/.venv
	benchmarks/.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.txt
	@touch $@
