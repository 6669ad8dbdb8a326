# `make` alone lists what there is. Everything is prepared on the way; what is done already is not done again.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test test-all check fix assets wheel bench acceptance reference migrations-check locks translations new-kind new-room clean prepare

PYTHON ?= python3
BIN := .venv/bin
PREPARE := $(PYTHON) tools/prepare.py

help:              ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

prepare:           ## libraries from the locks, built assets, compiled translations
	@$(PREPARE) venv translations assets

run: prepare       ## the system with the demo company, on http://127.0.0.1:8000 (port=9000 for another port)
	@exec $(BIN)/aftersales run --demo $(if $(port),--port $(port))

test: prepare      ## all tests on SQLite, then those that touch a database on PostgreSQL (args="-k name" for some)
	@$(PREPARE) system
	@$(BIN)/python -m tools.test $(args)

test-all: prepare  ## the same with the slow ones and the acceptance
	@$(PREPARE) system
	@$(BIN)/python -m tools.test --all $(args)

check: prepare     ## lint, format, types, floors, house rules, migrations: all that needs no run of the program
	@$(BIN)/python -m tools.check

fix: prepare       ## puts right what lint and format can put right by themselves
	@$(BIN)/ruff check --quiet --fix-only . && $(BIN)/ruff format --quiet .

assets:            ## styles, scripts and icons for the pages
	@$(PREPARE) assets

wheel: prepare     ## one file to install anywhere, in dist/
	@$(BIN)/python -m tools.wheel

bench: prepare     ## measures (args="-k name" for some)
	@RUN_BENCH=1 $(BIN)/python -m pytest -m bench -s $(args)

acceptance: prepare ## plays the acceptance stories through the running program
	@$(PREPARE) system
	@RUN_ACCEPTANCE=1 $(BIN)/python -m pytest -m acceptance $(args)

reference: prepare ## writes docs/reference from real runs of the commands
	@$(BIN)/python -m tools.reference

migrations-check: prepare ## models and migrations agree, and every migration has a name that says something
	@$(BIN)/python -m tools.check migrations

translations: prepare ## collects new words into locale/, compiles what is translated
	@$(BIN)/python -m tools.translations collect compile

locks:             ## requirements/*.txt anew from pyproject.toml (add args="--upgrade" for newer versions)
	@$(BIN)/python -m tools.locks $(args)

new-kind: prepare  ## a new kind of rule, as a folder with its test: make new-kind name=duty
	@$(BIN)/python -m tools.new kind "$(name)"

new-room: prepare  ## a new domain room with all its files: make new-room name=training
	@$(BIN)/python -m tools.new room "$(name)"

clean:             ## removes everything that make made (your data folders stay)
	@rm -rf .venv .stamps node_modules build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@rm -rf aftersales/web/static/aftersales/dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
