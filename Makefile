# Everything a person does with this tree. Only Python 3.11+ and make are needed; `make help` lists the rest.

.DEFAULT_GOAL := help
.PHONY: help demo test check bench soak messages pictures clean

READY := .venv/.ready

help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/' | expand -t 16

demo: $(READY) ## build Quảng Ninh 2022 and serve it on 127.0.0.1 (ARGS="..." is passed on)
	@.venv/bin/dantin demo $(ARGS)

test: $(READY) ## every test: SQLite, PostgreSQL, browser, public cases
	@.venv/bin/python -m tools.run_tests

check: $(READY) ## lint, types, fences and the fast tests, under a minute
	@.venv/bin/python -m tools.check

bench: $(READY) ## measure, print the table, write build/bench.json
	@.venv/bin/python -m tests.bench $(ARGS)

soak: $(READY) ## fifty times the examples of core, law and a village's roads; 1,421 congresses closing in half an hour
	@DANTIN_HYPOTHESIS=soak .venv/bin/python -m pytest tests/core tests/law tests/store/test_village_machine.py -n 2
	@.venv/bin/python -m tests.bench.closing

pictures: $(READY) ## walk thôn Nà Ếch and the operating guide again and take their pictures (docs/)
	@DANTIN_PICTURES=1 .venv/bin/python -m pytest tests/stories/test_na_ech_walk.py tests/stories/test_guide_walk.py -q

messages: $(READY) ## gather what the public pages say, compile its English
	@.venv/bin/python -m tools.messages

clean: ## remove whatever can be made again, the environment too
	rm -rf build dist .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find dantin tests tools law data -name __pycache__ -type d -prune -exec rm -rf {} +

# Runs again only when what is installed may have changed: a warm make touches no network.
$(READY): pyproject.toml uv.lock tools/bootstrap.sh
	@echo "dantin: chuẩn bị môi trường / preparing the environment…"
	@sh tools/bootstrap.sh
	@touch $@
