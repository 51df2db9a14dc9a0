# Two commands: `make run` starts the house, `make test` checks everything in it. Two more take their time and are run
# when reminders change: `make chaos` strikes at them, `make bench` measures them; ARGS are theirs (ARGS=--help).
# PYTHON names another interpreter (3.11); ONLY names single stages: make test ONLY="ruff floors".

PYTHON ?= $(shell command -v python3.11 || command -v python3)

.PHONY: run test chaos bench

run:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/run.py

test:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/check.py $(ONLY)

chaos:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@PYTHONPATH=tools .venv/bin/python -m chaos $(ARGS)

bench:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@PYTHONPATH=tools .venv/bin/python bench/reminders.py $(ARGS)
