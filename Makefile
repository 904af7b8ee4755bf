# Two commands are enough on a fresh machine that has Python 3.11, make and git:
#   make run     makes everything ready and serves http://127.0.0.1:8000 (another port: PORT=8765 make run)
#   make test    checks everything
# A stamp in .venv stands for each step that is done, so that a second run starts at once.

PORT ?= 8000
PYTHON ?= $(shell python3.11 -c 'import sys; print(sys.executable)' 2>/dev/null || command -v python3)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet
TEMPLATES = $(shell find templates -name '*.html' 2>/dev/null)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: run test lint programs bench docs clean

run: $(VENV)/.project
	$(BIN)/jixiao init --seed
	$(BIN)/jixiao serve --port $(PORT)

test: programs lint
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(if $(TEMPLATES),$(BIN)/djlint --lint --profile=jinja --quiet templates)

programs:
	sh .ci/install-programs

bench: $(VENV)/.tests
	$(BIN)/python -m tests.benchmarks

# The manual of the rules, from their own words.
docs: $(VENV)/.project
	$(BIN)/python -m perf.checking.manual > docs/rules.md

# Data in var/ stays.
clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.created:
	sh .ci/create-venv "$(PYTHON)" $(VENV)
	touch $@

$(VENV)/.locked: requirements.lock | $(VENV)/.created
	@echo "正在安装运行所需的软件包，第一次约需一分钟……"
	$(PIP) --require-hashes -r requirements.lock
	touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.locked
	$(PIP) --no-deps --editable .
	touch $@

$(VENV)/.tests: tests/requirements.lock $(VENV)/.project
	@echo "正在安装测试所需的软件包……"
	$(PIP) --require-hashes -r tests/requirements.lock
	touch $@
