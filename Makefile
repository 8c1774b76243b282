# The verbs of the project. `make demo` and `make test` need only Python 3.11 or later, pip and make.
PYTHON ?= python3
JOBS   ?= 2
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test check gate bench chaos cluster fuzz clean

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
	$(BIN)/pytest --numprocesses $(JOBS) --dist loadfile

gate: $(VENV)/.checked
	$(BIN)/python -m bench gate

# each measures and tells which limit it missed; none keeps the others from being measured
bench: $(VENV)/.checked
	-$(BIN)/python -m bench speed
	-$(BIN)/python -m bench page
	-$(BIN)/python -m bench serve --seconds 20

# ten runs killed at random moments, two writers at once, poisoned inputs: every input accounted for exactly once
chaos: $(VENV)/.checked
	$(BIN)/python -m tests.ingest.chaos --kills 10

# a Ray cluster of this machine, one of its nodes killed midway; an object store with two writers
cluster: $(VENV)/.checked
	@$(BIN)/pip install --quiet --disable-pip-version-check "ray[default]==2.60.0" "moto[s3]==5.2.5" flask flask-cors
	$(BIN)/pytest tests/ingest/test_ray.py tests/ingest/test_cluster.py tests/store/test_object_store.py

# bytes that a coverage-guided fuzzer makes, a minute for each kind of file
fuzz: $(VENV)/.checked
	@$(BIN)/pip install --quiet --disable-pip-version-check "atheris>=2.3"
	for form in csv docx feed html json jsonl mail mailbox parquet pdf text tsv warc zip; do \
	  $(BIN)/python -m tests.sources.fuzz $$form -max_total_time=60 -rss_limit_mb=4096 || exit 1; done

clean:
	rm -rf $(VENV) build dist
