# `make run` shows the site, `make test` tests it; docs/operations.md says the rest. GNU make.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev test check system lock messages bench clean venv venv-dev bundle static key

PORT ?= 8000
READING ?= public
export PORT READING

# The first Python that is new enough.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV := .venv
PY := $(VENV)/bin/python
# The locks are complete: nothing is resolved (an older pip trips over "coverage[toml]" once a newer
# coverage than the locked one is out). `make check` asks pip whether everything fits together.
PIP := $(PY) -m pip install -qq --disable-pip-version-check --no-input --require-hashes --no-deps
SAY := @printf '→ %s\n'

# The demonstration: production's settings over plain http, for this machine only.
LOCAL := DEBUG=0 INSECURE_LOCAL=1 HOST=127.0.0.1 SECRET_KEY_FILE=data/secret-key WORKER=1
# A developer's machine: nothing to set.
DEVELOP := DEBUG=1 INSECURE_LOCAL=0
# What `check --deploy` judges: production, with nothing set but what has no default.
DEPLOYED := env -u DEBUG -u INSECURE_LOCAL -u READING -u WORKER ALLOWED_HOSTS=example.invalid \
	SECRET_KEY=a-key-of-more-than-fifty-letters-that-protects-nothing-0123456789

help:
	@echo 'make run     xem trang web tại http://127.0.0.1:$(PORT)/ (see it; PORT=, DATABASE_URL=)'
	@echo 'make test    kiểm tra toàn bộ (every check and test that this machine can run)'
	@echo 'make dev     máy chủ cho lập trình viên (reloading server, DEBUG on)'
	@echo 'make check   ruff, djade, mypy, import-linter, migrations, deployment, translations'
	@echo 'make system  cài PostgreSQL, Chromium, LibreOffice (by apt: what the whole suite needs)'
	@echo 'make lock | messages | bench | clean'

# -- What everything stands on ---------------------------------------------------------------------

# (A dangling link counts as missing: a new Python makes a new environment.)
$(PY):
	@test -n "$(PYTHON)" || { echo 'Cần Python 3.11 trở lên. (Python 3.11 or newer is needed.)' >&2; exit 1; }
	$(SAY) 'Tạo môi trường Python ($(VENV))'
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo 'Không tạo được môi trường. (On Debian: apt install python3-venv.)' >&2; exit 1; }

# Installed again only when the lock has changed; the developers' lock contains the other.
venv: | $(PY)
	@cmp -s requirements/base.txt $(VENV)/base.lock || { \
		printf '→ %s\n' 'Cài thư viện (requirements/base.txt)'; \
		$(PIP) -r requirements/base.txt && cp requirements/base.txt $(VENV)/base.lock; }

venv-dev: | $(PY)
	@cmp -s requirements/dev.txt $(VENV)/dev.lock || { \
		printf '→ %s\n' 'Cài thư viện và công cụ kiểm tra (requirements/dev.txt)'; \
		$(PIP) -r requirements/dev.txt && cp requirements/dev.txt $(VENV)/dev.lock && \
		cp requirements/base.txt $(VENV)/base.lock; }

# The small plotly bundle where npm is at hand; without it plotly.py's own is served.
bundle:
	@if command -v npm >/dev/null && ! cmp -s package-lock.json node_modules/.installed; then \
		printf '→ %s\n' 'Lấy thư viện biểu đồ bản gọn (npm)'; \
		npm ci --ignore-scripts --no-audit --no-fund --silent \
		&& cp package-lock.json node_modules/.installed \
		|| { rm -rf node_modules; echo '  không được: dùng bản đầy đủ kèm plotly.py'; }; fi

# Gathered again only when a file, a library or the bundle has changed.
static: venv bundle
	@mkdir -p data
	@{ cat requirements/base.txt; ls node_modules 2>/dev/null; cksum package-lock.json; \
		find static recruitment -name '*.py' -o -type f -path '*static*' -exec cksum {} +; } \
		| cksum > data/static.now
	@cmp -s data/static.now data/static.done && test -f staticfiles/staticfiles.json || { \
		printf '→ %s\n' 'Gom và nén tệp tĩnh'; \
		$(LOCAL) $(PY) manage.py collectstatic --noinput --clear --verbosity 0 \
		&& mv data/static.now data/static.done; }

key: data/secret-key
data/secret-key: | venv
	@mkdir -p data
	@umask 077; $(PY) -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

# -- To look at it ---------------------------------------------------------------------------------

define prepare
	$(SAY) 'Biên dịch bản dịch, cập nhật cơ sở dữ liệu, nạp số liệu các bài báo'
	@$(1) $(PY) manage.py compile_translations
	@$(1) $(PY) manage.py migrate --verbosity 0
	@$(1) $(PY) manage.py load_articles
	@$(1) $(PY) manage.py create_first_admin
endef

run: venv key static
	$(call prepare,$(LOCAL))
	@$(LOCAL) $(PY) manage.py serve

dev: venv-dev bundle
	$(call prepare,$(DEVELOP))
	@$(DEVELOP) $(PY) manage.py runserver 127.0.0.1:$(PORT)

# -- To test it ------------------------------------------------------------------------------------

test: venv-dev bundle
	@$(MAKE) --no-print-directory check
	@.ci/suites

check: venv-dev
	$(SAY) 'ruff'
	@$(VENV)/bin/ruff check --quiet --output-format concise
	@$(VENV)/bin/ruff format --check --quiet
	$(SAY) 'djade'
	@find templates recruitment -name '*.html' | xargs -r $(VENV)/bin/djade --target-version 5.2 --check
	$(SAY) 'mypy'
	@$(VENV)/bin/mypy --no-error-summary
	$(SAY) 'import-linter'
	@$(VENV)/bin/lint-imports --no-logo > $(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; exit 1; }
	$(SAY) 'migrations, deployment, translations, locks'
	@$(DEVELOP) $(PY) -W error manage.py makemigrations --check --dry-run --verbosity 1
	@$(DEPLOYED) $(PY) -W error manage.py check --deploy --fail-level WARNING
	@$(DEVELOP) $(PY) manage.py compile_translations --check
	@$(PY) -m pip check --disable-pip-version-check >/dev/null
	@! grep -nE '"resolved"|[a-z]+://|--(extra-)?index' package-lock.json requirements/*.txt

# -- Workshop --------------------------------------------------------------------------------------

system:
	@.ci/system

# uv is needed only here. Neither lock holds an address. (UPGRADE=--upgrade takes newer versions.)
COMPILE := uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header
lock:
	$(COMPILE) $(UPGRADE) --extra export pyproject.toml -o requirements/base.txt
	$(COMPILE) $(UPGRADE) --all-extras pyproject.toml -o requirements/dev.txt
	npm install --package-lock-only

messages: venv
	@$(DEVELOP) $(PY) manage.py compile_translations --missing

# WHAT="pages browser …", or some of them (python -m benchmarks --help names all); imports needs
# DATABASE_URL of a PostgreSQL.
bench: venv-dev key static
	@$(LOCAL) $(PY) manage.py compile_translations
	@$(LOCAL) $(PY) -m benchmarks $(WHAT)

# What was built; never data/, where the figures and the key are.
clean:
	rm -rf $(VENV) node_modules staticfiles test-results .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .hypothesis data/static.done data/static.now
	find recruitment -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
