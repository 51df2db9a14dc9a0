# Two commands: `make run` starts the house, `make test` checks everything in it.
# PYTHON names another interpreter (3.11); ONLY names single stages: make test ONLY="ruff floors".

PYTHON ?= $(shell command -v python3.11 || command -v python3)

.PHONY: run test

run:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/run.py

test:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/check.py $(ONLY)
