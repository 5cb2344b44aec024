# 两条命令：make demo（装好并检查 examples/ 里的公文）、make test（装好并跑完 CI 的全部检查）
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := -p hongtou.pipeline -p hongtou.checks -p hongtou.commands -p hongtou.corpora -m hongtou.cli -m hongtou

.PHONY: demo test lint types imports unit examples rules model clean

$(VENV)/.core: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	touch $@

$(VENV)/.dev: $(VENV)/.core
	$(BIN)/python -m pip install -q --disable-pip-version-check -e ".[test,lint,spelling-train]"
	mkdir -p $(VENV)/src && ln -sfn "$(CURDIR)" $(VENV)/src/hongtou
	touch $@

demo: $(VENV)/.core
	$(BIN)/hongtou check examples/correct examples/faulty --fail-on never
	$(BIN)/hongtou check examples/correct examples/faulty --fail-on never --format html --output 报告.html
	@echo "网页报告：$(CURDIR)/报告.html"

test: lint types imports unit

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	MYPYPATH=$(VENV)/src $(BIN)/mypy --strict $(PACKAGES)

imports: $(VENV)/.dev
	$(BIN)/lint-imports

unit: $(VENV)/.dev
	$(BIN)/pytest tests -n 2 -q -ra

examples: $(VENV)/.dev
	$(BIN)/python tools/build_examples.py

rules: $(VENV)/.dev
	$(BIN)/hongtou rules --format markdown > docs/rules.md

model: $(VENV)/.dev
	$(BIN)/python -m hongtou.corpora.spelling.training

clean:
	rm -rf $(VENV) build dist *.egg-info 报告.html
