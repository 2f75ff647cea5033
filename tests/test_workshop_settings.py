import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCTION = {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "tiendo.example"}


def python(*arguments, **environment):
    """Run Python with nothing in its environment but what is given."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def setting(name, **environment):
    code = f"from config import settings; print(repr(settings.{name}))"
    return python("-c", code, **environment).stdout.strip()


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "tiendo.example"}, "SECRET_KEY"),
        (
            {"ALLOWED_HOSTS": "tiendo.example", "SECRET_KEY_FILE": "/no/such/file"},
            "SECRET_KEY_FILE",
        ),
        ({"DEBUG": "maybe"}, "DEBUG"),
        ({"DEBUG": "1", "READING": "all"}, "READING"),
        ({"DEBUG": "1", "EMBED_ORIGINS": "https://a.example,*"}, "EMBED_ORIGINS"),
        ({"DEBUG": "1", "EMBED_ORIGINS": "https://a.example/page"}, "EMBED_ORIGINS"),
        ({"DEBUG": "1", "PORT": "http"}, "PORT"),
        ({"DEBUG": "1", "PORT": "70000"}, "PORT"),
        ({"DEBUG": "1", "WORKER": "2"}, "WORKER"),
        ({"DEBUG": "1", "BRIEFINGS_UNFINISHED": "0"}, "BRIEFINGS_UNFINISHED"),
        ({"DEBUG": "1", "BRIEFINGS_KEPT_DAYS": "-7"}, "BRIEFINGS_KEPT_DAYS"),
        ({"DEBUG": "1", "BRIEFINGS_KEPT_MEGABYTES": "1 GB"}, "BRIEFINGS_KEPT_MEGABYTES"),
        ({"DEBUG": "1", "ALLOWED_HOSTS": "tiendo.example"}, "ALLOWED_HOSTS"),
        ({"INSECURE_LOCAL": "1", "SECRET_KEY": "k", "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "1", "CHROMIUM": "/no/such/program"}, "CHROMIUM"),
        ({"DEBUG": "1", "PICTURE_SECONDS": "soon"}, "PICTURE_SECONDS"),
        ({"DEBUG": "1", "PICTURE_SECONDS": "0"}, "PICTURE_SECONDS"),
        ({"DEBUG": "1", "PICTURES_WAITING": "-1"}, "PICTURES_WAITING"),
        ({"DEBUG": "1", "DATABASE_URL": "mysql://u:secret@h/d"}, "DATABASE_URL"),
        ({"DEBUG": "1", "DATABASE_URL": "postgres://u:secret@h:port/d"}, "DATABASE_URL"),
        ({"DEBUG": "1", "DATABASE_URL": "postgres://u:secret@h"}, "DATABASE_URL"),
        ({"DEBUG": "1", "DATABASE_URL": "nonsense"}, "DATABASE_URL"),
    ],
)
def test_a_value_that_cannot_be_used_is_one_sentence(environment, named):
    ended = python("manage.py", "check", **environment)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert named in ended.stderr
    assert "secret" not in ended.stderr


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgres://nobody:hidden@127.0.0.1:9/d", "refused"),
        ("sqlite:////no/such/folder/d.sqlite3", "unable to open database file"),
        ("sqlite:///README.md", "file is not a database"),
    ],
)
def test_a_database_that_does_not_answer_is_one_sentence(url, why):
    ended = python("manage.py", "migrate", "--check", DEBUG="1", DATABASE_URL=url)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert why in ended.stderr
    assert "hidden" not in ended.stderr


def test_production_is_closed_and_speaks_https_only():
    assert setting("READING", **PRODUCTION) == "'login'"
    assert setting("INDEXING", **PRODUCTION) == "False"
    assert setting("DEBUG", **PRODUCTION) == "False"
    assert setting("SECURE_SSL_REDIRECT", **PRODUCTION) == "True"
    assert setting("SESSION_COOKIE_SECURE", **PRODUCTION) == "True"


def test_a_key_that_begins_with_a_dollar_is_a_key():
    assert setting("SECRET_KEY", ALLOWED_HOSTS="h", SECRET_KEY="$ecret") == "'$ecret'"


def test_postgresql_has_a_pool_and_django_keeps_no_connection():
    url = "postgresql://u:p@h:5433/d?sslmode=require"
    code = "from config.settings import DATABASES as d; d = d['default']; print("
    code += "d['ENGINE'], d['HOST'], d['PORT'], d['CONN_MAX_AGE'], d['OPTIONS']['sslmode'], "
    code += "'pool' in d['OPTIONS'])"
    printed = python("-c", code, DEBUG="1", DATABASE_URL=url).stdout.split()
    assert printed == ["django.db.backends.postgresql", "h", "5433", "0", "require", "True"]


def test_every_variable_is_described():
    source = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r'(?:switch|number|env\.\w+|environ\.get)\(\s*"([A-Z_]+)"', source))
    assert {"DEBUG", "DATABASE_URL", "READING", "PORT"} <= names
    described = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`{name}`" not in described} == set()
