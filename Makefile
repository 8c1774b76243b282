# The verbs of the project. `make demo` and `make test` need only Python 3.11 or later, pip and make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test check gate bench clean

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vedette needs Python 3.11 or later; call make PYTHON=python3.11")'
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.checked: $(STAMP)
	@$(BIN)/pip install --quiet --disable-pip-version-check "pip>=25.1"
	@$(BIN)/pip install --quiet --disable-pip-version-check --group dev
	@touch $@

demo: $(STAMP)
	@$(BIN)/python examples/demo.py

check: $(VENV)/.checked
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest

gate: $(VENV)/.checked
	$(BIN)/python -m bench gate

bench: $(VENV)/.checked
	$(BIN)/python -m bench speed

clean:
	rm -rf $(VENV) build dist
