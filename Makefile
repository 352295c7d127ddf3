# Each target is one command; what it takes to be ready is in packaging/setup_environment.py.
PYTHON := .venv/bin/python
LOCK := $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --all-extras

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench prove screenshots lock strings wheel clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

setup: ## make the checkout ready: system libraries, .venv, locked packages, translations
	@sh packaging/setup.sh tests

run: ## start a practice centre and the program; without a display, walk through it into build/walkthrough
	@sh packaging/setup.sh tests
	@$(PYTHON) -m tests.walkthrough

test: setup ## run every test
	@$(PYTHON) -m pytest -n auto --dist loadfile

check: setup ## format, lint, types, floors, translations, the rules of the house
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@$(PYTHON) -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))'
	@$(PYTHON) packaging/catalogues.py check
	@$(PYTHON) -m app guide check
	@$(PYTHON) -m pytest -q tests/house

bench: setup ## measure against the floors of the platform, side by side
	@$(PYTHON) -m tests.bench

prove: setup ## run the long campaigns on sending, merging and the file; report in build/prove (CAMPAIGN=name SCALE=0.1 CASE=7)
	@$(PYTHON) -m tests.prove

screenshots: setup ## draw every screen at both sizes into build/screenshots
	@$(PYTHON) -m tests.screenshots

strings: setup ## bring translations/ in line with the sentences in the program
	@$(PYTHON) packaging/catalogues.py update

lock: setup ## pin packages anew from pyproject.toml (UPGRADE=--upgrade takes newer ones)
	@$(LOCK) $(UPGRADE) -o packaging/requirements.txt pyproject.toml >/dev/null
	@$(LOCK) $(UPGRADE) --group dev -c packaging/requirements.txt -o packaging/requirements-dev.txt pyproject.toml >/dev/null

wheel: setup ## build dist/diemtua-*.whl with resources and compiled translations inside
	@$(PYTHON) -m build --wheel --no-isolation

clean: ## remove what was generated, also .venv
	@rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
