# Executable documentation: what a newcomer, a developer and the build machine all call.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup run playground test clocks soak bench check format lock sbom pictures browser clean

help:            ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/\t/' | expand -t 14

setup:           ## a virtual environment with exactly what the lock names; PYTHON=… makes it with another Python
	@PYTHON='$(PYTHON)' sh setup.sh

run: setup       ## the bot: Telegram with a token in .env, the playground without
	$(BIN)/solbot run

playground: setup ## the whole bot on a page of this machine, without Telegram
	$(BIN)/solbot playground

test: setup browser ## every test, on SQLite and on PostgreSQL, with a real browser
	$(BIN)/python -m pytest -n 3 --dist worksteal

clocks: setup    ## the tests on SQLite under moved clocks: 29 February, the hour of a clock change, …
	$(BIN)/python -m tests.tools.clocks

soak: setup      ## the long reliability tests: kills by the hundred
	$(BIN)/python -m pytest -m soak

bench: setup     ## the benchmarks, each against a baseline; table and build/bench.json
	$(BIN)/python -m tests.bench

check: setup browser ## lint, types, content, and that every benchmark runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/solbot check
	$(BIN)/python -m tests.bench --smallest

format: setup    ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pictures: setup browser ## the pictures of the playground in docs/pictures/
	$(BIN)/python -m tests.browser.pictures

browser:         # the browser tests say loudly that they are skipped where this finds none
	@sh tests/browser/install.sh

UPGRADE ?= --upgrade
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --generate-hashes

lock: setup      ## pin anew everything pyproject.toml asks for, with the hash of every file; UPGRADE= keeps the versions there are
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) $(UPGRADE) --extra postgres --extra sentry --extra dev pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade --extra postgres --extra sentry --constraint requirements.lock pyproject.toml -o deploy/requirements.lock

sbom: setup      ## what the bot is built from, as CycloneDX, in build/sbom.json
	$(BIN)/python -m tests.tools.sbom

clean:           ## forget the environment and what was built; data/ and secrets/ stay
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache
