# What one does with this project; `make help` lists it. CI runs the same targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
OPENID := tests/real/openid-provider
# Folders that exist in this checkout and hold Python.
SOURCES := $(wildcard src tests bench tools docs/examples)
# A worker per core; the tests of a file stay together, because many share what their file sets up.
PARALLEL := --numprocesses auto --maxprocesses 4 --dist loadfile
RESOLVE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run check test test-real bench generate lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## Make .venv with the locked dependencies and the package, editable

$(STAMP): pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Hovorna needs Python 3.11 or newer; say make PYTHON=...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup ## Serve a demo department on this machine
	$(BIN)/hovorna serve --demo

check: setup ## Format, lint, types, architecture and fast tests (under two minutes)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy $(SOURCES)
	$(BIN)/pytest -q $(PARALLEL) -m "not slow and not real"

# What real programs are installed with, so that tests can run against them.
$(OPENID)/node_modules/.set-up: $(OPENID)/package-lock.json
	@if command -v npm > /dev/null; then cd $(OPENID) && npm ci --silent --no-audit --no-fund && touch node_modules/.set-up; \
	else echo "npm is not here: tests against a real OpenID provider are left out."; fi

test: setup $(OPENID)/node_modules/.set-up ## All tests that need no real parts (under ten minutes)
	$(BIN)/pytest -q $(PARALLEL) -m "not real"

# Exit code 5 means that no test was selected, which is no failure here.
test-real: setup $(OPENID)/node_modules/.set-up ## Tests against real parts, and long ones
	$(BIN)/pytest -q -m real || [ $$? -eq 5 ]

bench: setup ## Measure speed and capacity
	$(BIN)/python -m bench

generate: setup ## Write anew what is derived from the code: docs tables, contract types
	@if [ -d tools/generate ]; then $(BIN)/python -m tools.generate; else echo "Nothing is generated yet."; fi

lock: setup ## Resolve the dependencies anew into requirements*.lock, with hashes
	$(RESOLVE) --upgrade --output-file requirements.lock
	$(RESOLVE) --upgrade --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Remove .venv, builds and caches
	rm -rf $(VENV) build dist htmlcov .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +
