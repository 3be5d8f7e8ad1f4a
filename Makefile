# The two commands of the README: `make run` and `make test`. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
# Page tests drive a real Chromium.
CHROMIUM ?= $(shell command -v chromium-headless-shell)
export HF_HUB_OFFLINE = 1

.PHONY: run test setup-run setup-test lint types bench clean

run: setup-run
	$(BIN)/tuki serve --host $(HOST) --port $(PORT)

test: setup-test lint types
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

setup-run: $(VENV)/run.done
setup-test: $(VENV)/test.done browser database

$(VENV)/made:
	$(PYTHON) -c 'import sys; sys.exit("tuki needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/run.done: $(VENV)/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/test.done: $(VENV)/run.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,encoders,peers]'
	touch $@

.PHONY: browser
browser:
ifeq ($(CHROMIUM),)
	@echo "Chromium is not here; installing Debian's, for the page tests"
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-headless-shell >/dev/null
endif

# The stores' tests run on PostgreSQL too; they start a server of their own.
.PHONY: database
database:
ifeq ($(wildcard /usr/lib/postgresql/*/bin/initdb),)
	@echo "PostgreSQL is not here; installing Debian's, for the database tests"
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
endif

lint: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup-test
	$(BIN)/mypy

bench: setup-test
	$(BIN)/python -m evals.speed

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis reports
