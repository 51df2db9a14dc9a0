# Two commands: `make run` starts the house, `make test` checks everything in it. `make exercise` is `make run` with invented
# states in motion, for training, in a database of its own (ARGS=--anew begins it anew). Others take their time: `make night`
# asks all that is long; three of its stages by themselves are `make chaos`, which strikes at reminders, `make storm`, which
# strikes at the web server and the database while people send, and `make mutations`, which breaks the house line by line;
# `make bench` measures reminders, `make client` writes the nouns of the Python client from the API's description. `make pins` pins what the house installs, `make bill` says what that is. ARGS are theirs
# (ARGS=--help).
# PYTHON names another interpreter (3.11); ONLY names single stages: make test ONLY="ruff floors".

PYTHON ?= $(shell command -v python3.11 || command -v python3)

.PHONY: run exercise test night chaos storm mutations bench pins bill client

run:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/run.py

exercise:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/exercise.py $(ARGS)

test:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/check.py $(ONLY)

night:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/night.py $(ONLY)

chaos:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@PYTHONPATH=tools .venv/bin/python -m chaos $(ARGS)

storm:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@PYTHONPATH=tools .venv/bin/python -m chaos.doors $(ARGS)

mutations:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@PYTHONPATH=tools .venv/bin/python -m mutations $(ARGS)

bench:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@PYTHONPATH=tools .venv/bin/python bench/$(or $(BENCH),reminders).py $(ARGS)

pins:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@.venv/bin/python tools/pins.py $(ARGS)

bill:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@.venv/bin/python tools/bill.py $(ARGS)

client:
	@$(or $(PYTHON),$(error Python 3.11 is not on this machine; install it or name one with PYTHON=)) tools/environment.py
	@.venv/bin/python tools/client.py
