# Two commands: `make run` starts the house, `make test` checks everything in it. Others take their time: `make night`
# asks all that is long; two of its stages by themselves are `make chaos`, which strikes at reminders, and `make mutations`,
# which breaks the house line by line; `make bench` measures reminders. ARGS are theirs (ARGS=--help).
# PYTHON names another interpreter (3.11); ONLY names single stages: make test ONLY="ruff floors".

PYTHON ?= $(shell command -v python3.11 || command -v python3)

.PHONY: run test night chaos mutations bench

run:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/run.py

test:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/check.py $(ONLY)

night:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/night.py $(ONLY)

chaos:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@PYTHONPATH=tools .venv/bin/python -m chaos $(ARGS)

mutations:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@PYTHONPATH=tools .venv/bin/python -m mutations $(ARGS)

bench:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@PYTHONPATH=tools .venv/bin/python bench/$(or $(BENCH),reminders).py $(ARGS)
