# Everything a person or a machine does here. `make help` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help setup run build serve test test-all check docs bench lock words clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.run ## make .venv with the `helsevei` command

run: setup ## build the sample portal and serve it
	$(BIN)/helsevei build || test $$? -eq 3
	$(BIN)/helsevei serve --port $(PORT)

build: setup ## publish a release into site/
	$(BIN)/helsevei build

test: $(VENV)/.test system tests/node_modules/.made ## set up and run the tests
	$(BIN)/python -m pytest -m "not slow" $(ARGS)

test-all: $(VENV)/.test system tests/node_modules/.made ## the tests whole, slow ones too
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.test ## look at the code: style, types, arrows between rooms, catalogues, content
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m translations check
	$(BIN)/helsevei check

docs: $(VENV)/.docs ## build the handbook into site/handbook
	$(BIN)/python -m docs.generate
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

bench: setup ## time the builder beside its peers
	$(PYTHON) -m benchmarks $(ARGS)

words: $(VENV)/.test ## bring the catalogues up to date with templates and code
	$(BIN)/python -m translations extract
	$(BIN)/python -m translations update

lock: ## write the lock files anew from pyproject.toml (needs uv)
	$(LOCK) -o requirements/run.txt
	$(LOCK) --extra test -o requirements/test.txt
	$(LOCK) --extra handbook -o requirements/docs.txt

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

$(VENV)/.docs: $(VENV)/.run requirements/docs.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/docs.txt
	@touch $@

tests/node_modules/.made: tests/package.json tests/package-lock.json
	cd tests && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@
