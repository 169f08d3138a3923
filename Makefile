# `make` alone lists what there is to do. The first call sets everything up, later ones start at once.
#
#   make run ARGS="--source demo"    arguments for the command
#   make setup PYTHON=python3.12     another Python
#   make setup APT=no                leave the system's packages alone

PYTHON_IN := .venv/bin/python
.PHONY: help run setup test setup-test lint format bench translations screenshots fuzz live peers wheel test-wheel bundle clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: setup ## open the window
	@.venv/bin/sayso gui $(ARGS)

setup: ## set up what the app needs; the command is then .venv/bin/sayso
	@.ci/setup.sh run

setup-test:
	@.ci/setup.sh test

test: setup-test ## every check and test, as CI runs them
	@$(PYTHON_IN) -m pytest $(ARGS)

lint: setup-test ## ruff, mypy and the import contracts alone
	@$(PYTHON_IN) -m pytest tests/test_architecture.py tests/test_code_style.py $(ARGS)

format: setup-test ## format the code, and mend what ruff can mend
	@$(PYTHON_IN) -m ruff format
	@$(PYTHON_IN) -m ruff check --fix

bench: setup ## speed, latency and memory on this machine
	@.venv/bin/sayso bench $(ARGS)

translations: setup ## bring the German texts up to date with the code, and compile them
	@.venv/bin/pyside6-lupdate -no-obsolete -locations none $$(find app/gui -name '*.py' | sort) -ts app/gui/translations/sayso_de.ts
	@.venv/bin/pyside6-lrelease app/gui/translations/sayso_de.ts

screenshots: setup ## make the pictures in assets/ anew, from the real window
	@$(PYTHON_IN) -m app.gui.screenshots $(ARGS)

fuzz: setup-test ## ten thousand hostile inputs at each door, then coverage-guided (.venv-fuzz); takes about an hour
	@SAYSO_FUZZ=10000 $(PYTHON_IN) -m pytest -o faulthandler_timeout=0 tests/test_hostile_input.py $(ARGS)
	@test -d .venv-fuzz || $(PYTHON_IN) -m venv .venv-fuzz
	@.venv-fuzz/bin/python -m pip install --quiet -c constraints.txt -e . atheris==3.0.0 hypothesis onnx
	@.venv-fuzz/bin/python -m tests.fuzz

live: setup-test ## the same clips live and offline; ARGS="--clips FOLDER"
	@$(PYTHON_IN) -m tests.live $(ARGS)

peers: setup ## compare with other engines, in an environment of its own (.venv-peers)
	@test -d .venv-peers || $(PYTHON_IN) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet -c constraints.txt -e . scikit-learn tqdm requests
	@.venv-peers/bin/python -m pip install --quiet --no-deps -r tests/peers/requirements.txt
	@.venv-peers/bin/python -m tests.peers $(ARGS)

wheel: setup-test ## build the wheel into dist/
	@rm -f dist/sayso-*.whl
	@$(PYTHON_IN) -m hatchling build -t wheel

test-wheel: wheel ## run the tests against the wheel, installed in an environment of its own (.venv-wheel)
	@test -d .venv-wheel || $(PYTHON_IN) -m venv .venv-wheel
	@.venv-wheel/bin/python -m pip install --quiet -c constraints.txt "$$(echo dist/sayso-*.whl)[test]"
	@.venv-wheel/bin/python -m pip install --quiet --no-deps --force-reinstall dist/sayso-*.whl
	@.venv-wheel/bin/python tests/packaging/installed.py $(ARGS)

bundle: setup ## build a folder that runs without Python, dist/sayso (PyInstaller), and test it
	@test -d .venv-bundle || $(PYTHON_IN) -m venv .venv-bundle
	@.venv-bundle/bin/python -m pip install --quiet -c constraints.txt . "pyinstaller>=6.11,<7" pytest pytest-qt
	@.venv-bundle/bin/pyinstaller --noconfirm --log-level ERROR tests/packaging/sayso.spec
	@.venv-bundle/bin/python -m pytest tests/packaging/bundle.py $(ARGS)

clean: ## remove .venv and everything else that is made by these commands
	rm -rf .venv .venv-wheel .venv-bundle .venv-peers .venv-fuzz build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find app training tests -name __pycache__ -prune -exec rm -rf {} +
