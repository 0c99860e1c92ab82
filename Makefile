# Two commands do everything: `make check` runs the main job, `make test` runs what CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
IN_PLACE := $(VENV)/.in-place
# What is installed is built from these; an installation in place runs them as they are.
SOURCES := $(if $(wildcard $(IN_PLACE)),,hatch_build.py $(shell find src -type f -not -path '*/__pycache__/*'))
ARTICLES := ../shared/seeds

.PHONY: check test fresh lint format develop clean

# The project's claims, rules and examples; writes reports/. Where the articles are at hand, they are checked too, on
# the terminal only: their text does not belong into the project.
check: $(STAMP)
	$(BIN)/aicheck check --exit-zero
	@if [ -d $(ARTICLES) ]; then echo; echo "The articles in $(ARTICLES):"; $(BIN)/aicheck check --exit-zero $(ARTICLES); fi

test: $(STAMP)
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest
	@$(MAKE) --no-print-directory fresh

# The committed reports are what the project's claims, rules and examples give today.
fresh: $(STAMP)
	@for report in markdown:reports/discrepancies.md html:reports/discrepancies.html; do \
	  $(BIN)/aicheck check --exit-zero --format $${report%%:*} | cmp -s - $${report##*:} \
	    || { echo "$${report##*:} is stale: run make check and commit it"; exit 1; }; \
	done

lint: $(STAMP)
	$(BIN)/ruff check src tests
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix src tests

# The reading of numbers is compiled where there is a C compiler: about a minute.
$(STAMP): pyproject.toml $(SOURCES)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(if $(wildcard $(IN_PLACE)),--editable) '.[dev]'
	touch $@

# For those who edit: src/ runs as it stands, nothing is compiled.
develop:
	mkdir -p $(VENV)
	touch $(IN_PLACE)
	rm -f $(STAMP)
	@$(MAKE) --no-print-directory $(STAMP)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
