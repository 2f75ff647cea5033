"""The site's own settings, in the suite's environment: local http, reading as set by each test.

`DATABASE_URL` chooses the database; unset, it is SQLite.
"""

import os

os.environ.update(INSECURE_LOCAL="1", READING="public", SECRET_KEY="only-for-tests")
for name in ("DEBUG", "ALLOWED_HOSTS", "INDEXING", "PORT", "PARTY_FORM", "WORKER"):
    os.environ.pop(name, None)

from config.settings import *  # noqa: E402, F403
from config.settings import ALLOWED_HOSTS, CACHES, DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS += ["testserver"]
# Several runs at once must not share a database.
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_tien_do_{os.getpid()}"}
# Nothing is collected for the suite; the server's tests collect into a folder of their own.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# The suite draws no pictures; tests/pictures names a browser, and a folder for each test.
CHROMIUM = "none"
CACHES["pictures"] = CACHES["default"]
# Passwords of tests need no strength.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
