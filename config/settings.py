"""All settings, from the environment; docs/operations.md lists every variable.

Unset means production: closed to anonymous readers, https only, unknown to search engines.
A value that cannot be used ends the process with one sentence, never with a traceback.
"""

import contextlib
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Any, NoReturn

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "data"
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

env = environ.Env()


def refuse(sentence: str) -> NoReturn:
    """End the process: `sentence` on stderr, exit code 1."""
    sys.exit(f"tien-do: {sentence}")


def switch(name: str) -> bool:
    """Read an on/off variable; anything but 1/0 (or true/false) is refused."""
    value = os.environ.get(name, "").strip().lower()
    if value not in {"", "0", "1", "true", "false"}:
        refuse(f"{name} must be 1 or 0, not “{value}”.")
    return value in {"1", "true"}


def number(name: str, default: int, most: int) -> int:
    """Read a whole number from 1 to `most`; anything else is refused."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    value = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if not 1 <= value <= most:
        refuse(f"{name} must be a number from 1 to {most}, not “{text}”.")
    return value


# -- What kind of process is this? -----------------------------------------------------------------

DEBUG = switch("DEBUG")
# The demonstration (`make run`): plain http, and therefore for this machine only.
INSECURE_LOCAL = switch("INSECURE_LOCAL")
LOCAL = DEBUG or INSECURE_LOCAL

READING = env.str("READING", "login")
if READING not in {"public", "login"}:
    refuse(f"READING must be “public” or “login”, not “{READING}”.")
# Whether search engines may list the site.
INDEXING = switch("INDEXING")

PORT = number("PORT", 8000, 65535)
# Whether `manage.py serve` starts the worker beside it; else `manage.py work` is its own service.
WORKER = switch("WORKER")


# Briefings ordered and not finished, in the whole site; and how long a finished one is kept.
BRIEFINGS_UNFINISHED = number("BRIEFINGS_UNFINISHED", 20, 1000)
BRIEFINGS_KEPT_DAYS = number("BRIEFINGS_KEPT_DAYS", 7, 365)
BRIEFINGS_KEPT_MEGABYTES = number("BRIEFINGS_KEPT_MEGABYTES", 1000, 1_000_000)

# Where `manage.py serve` listens, and the address of the proxy whose X-Forwarded-… it believes.
HOST = env.str("HOST", "127.0.0.1")
TRUSTED_PROXY = env.str("TRUSTED_PROXY", "")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[*LOOPBACK] if LOCAL else [])
if not ALLOWED_HOSTS:
    refuse("ALLOWED_HOSTS is missing: name the hosts that this site answers to.")
if LOCAL and not set(ALLOWED_HOSTS) <= set(LOOPBACK):
    refuse("DEBUG and INSECURE_LOCAL are for this machine only: leave ALLOWED_HOSTS unset.")
# A probe on the machine itself asks by address.
ALLOWED_HOSTS += [host for host in LOOPBACK if host not in ALLOWED_HOSTS]


def secret_key() -> str:
    """The key of SECRET_KEY, or of the file that SECRET_KEY_FILE names."""
    # Not through django-environ: it reads a value that begins with "$" as a reference.
    key = os.environ.get("SECRET_KEY", "")
    name = os.environ.get("SECRET_KEY_FILE", "")
    if not key and name:
        try:
            key = Path(name).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            refuse(f"SECRET_KEY_FILE names {name}, which cannot be read.")
    if not key and DEBUG:
        return "only-for-a-developer's-machine"
    if not key:
        refuse("SECRET_KEY is missing: set it to a long random text (or DEBUG=1 to develop).")
    return key


SECRET_KEY = secret_key()

# -- Database --------------------------------------------------------------------------------------

SQLITE_OPTIONS: dict[str, Any] = {
    # A writer takes its lock when its transaction begins and waits for it; readers never wait.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
    "PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728",
}
POSTGRESQL_OPTIONS: dict[str, Any] = {
    # More connections than the server has threads, so that a request waits only for a database
    # that is down, and not for long.
    "pool": {"min_size": 1, "max_size": 12, "timeout": 4},
    "connect_timeout": 3,
    # Gives up on a peer that has vanished without closing (milliseconds).
    "tcp_user_timeout": 5000,
}


def database() -> dict[str, Any]:
    """SQLite in data/, unless DATABASE_URL names PostgreSQL (or another SQLite file)."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        DATA_DIR.mkdir(exist_ok=True)
        url = f"sqlite:///{DATA_DIR / 'tien-do.sqlite3'}"
    kind = url.partition("://")[0].replace("postgresql", "postgres")
    options = {"sqlite": SQLITE_OPTIONS, "postgres": POSTGRESQL_OPTIONS}.get(kind)
    parsed: dict[str, Any] = {}
    if options is not None:
        # The parser raises what it likes, and may quote the password.
        with contextlib.suppress(Exception):
            parsed = env.db_url_config(url)
    if options is None or not parsed.get("NAME"):
        refuse(
            "DATABASE_URL must look like postgresql://user:password@host:5432/name "
            "(or sqlite:///path); what it holds cannot be used."
        )
    parsed["OPTIONS"] = options | parsed.get("OPTIONS", {})
    # The pool keeps PostgreSQL's connections; Django must then keep none of its own.
    parsed["CONN_MAX_AGE"] = 0 if kind == "postgres" else 600
    parsed["CONN_HEALTH_CHECKS"] = True
    return parsed


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Pictures of charts ----------------------------------------------------------------------------


def chromium() -> str:
    """The program that draws: empty to look for one, "none" for none at all."""
    value = os.environ.get("CHROMIUM", "").strip()
    if value not in {"", "none"} and not os.access(value, os.X_OK):
        refuse(f"CHROMIUM must be the path of a program or “none”, not “{value}”.")
    return value


CHROMIUM = chromium()
# For one picture, waiting included; and how many may wait or be drawn at once, in each process.
PICTURE_SECONDS = number("PICTURE_SECONDS", 20, 300)
PICTURES_WAITING = number("PICTURES_WAITING", 16, 1000)

CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Files, so that workers share them: each is written beside its place and then moved there.
    "pictures": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": os.environ.get("PICTURES_DIR") or DATA_DIR / "pictures",
        "TIMEOUT": 30 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# -- Application -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "recruitment.apps.RecruitmentConfig",
    "recruitment.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "simple_history",
    "import_export",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "recruitment.middleware.NoIndexMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "recruitment.middleware.LanguageByPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "recruitment.middleware.ReadingMiddleware",
    "recruitment.middleware.TemporaryPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


def party_form() -> dict[str, Any]:
    """What the file that PARTY_FORM names says of the form of Party documents; nothing unset."""
    name = env.str("PARTY_FORM", "")
    if not name:
        return {}
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        refuse(f"PARTY_FORM names {name}, which cannot be read.")
    except tomllib.TOMLDecodeError as problem:
        refuse(f"PARTY_FORM names {name}, which is not TOML: {problem}.")


PARTY_FORM = party_form()

# A quarterly sheet of 200 units and ten columns posts more fields than the default 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Workbooks: permissions of their own beside add, change, delete and view.
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"

# Work that no request waits for: a table of the database is the queue.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# -- Language, dates, numbers ----------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "recruitment" / "locale"]
FORMAT_MODULE_PATH = "config.formats"
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# -- Static files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "recruitment.staticfiles.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "recruitment.staticfiles.HashedStorage"},
}
# Only the hashed names are ever linked, and those are cached for ever.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

# -- Who may come in -------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_RULES: dict[str, dict[str, Any]] = {
    "UserAttributeSimilarityValidator": {},
    "MinimumLengthValidator": {"min_length": 12},
    "CommonPasswordValidator": {},
    "NumericPasswordValidator": {},
}
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in PASSWORD_RULES.items()
]
AUTH_PASSWORD_VALIDATORS += [{"NAME": "recruitment.entry.accounts.AnotherPassword"}]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600

# A whole office sits behind one address: lock the pair, not the address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 7
AXES_COOLOFF_TIME = 0.5  # hours
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "admin/locked.html"

# -- What browsers are told ------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        # blob: and data: carry a chart while the browser turns it into a PNG.
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
# Who may show a chart inside a page of their own: https://example.gov.vn, …; nobody unless named.
EMBED_ORIGINS = env.list("EMBED_ORIGINS", default=[])
for origin in EMBED_ORIGINS:
    if not re.fullmatch(r"https?://(\*\.)?[a-z0-9.-]+(:\d{1,5})?", origin):
        refuse(f"EMBED_ORIGINS holds “{origin}”: write origins such as https://example.gov.vn.")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
# A probe on the machine itself speaks plain http.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# Preloading speaks for a whole registered domain, which is not this application's to promise.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# -- Logs ------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers write nothing when DEBUG is off; ours does, once.
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "recruitment": {"level": "INFO"},
        # A reader's mistyped address, or a robot's guess at the host, is no event; a 500 is.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # A command says in one sentence what the pool repeats; `serve` lets it speak.
        "psycopg.pool": {"level": "ERROR"},
    },
}
