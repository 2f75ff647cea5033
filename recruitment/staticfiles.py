"""Where static files come from and what they are called: one plotly bundle, names with a hash."""

import functools
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

PLOTLY_NAME = "vendor/plotly.min.js"
BASIC_PACKAGE = "plotly.js-basic-dist-min"


def packaged_bundle() -> Path:
    """Locate the full plotly.js that plotly.py carries, without importing plotly.py."""
    spec = importlib.util.find_spec("plotly")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("plotly is not installed")
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"


@functools.cache
def packaged_version() -> str:
    """Read the version of plotly.py's own bundle, such as "4.1.1", from its first lines."""
    with packaged_bundle().open(encoding="utf-8") as bundle:
        found = re.search(r"plotly\.js v([\w.-]+)", bundle.read(500))
    return found[1] if found else ""


def basic_package() -> Path:
    """Where npm puts the small bundle (scatter, bar and pie: a quarter of the size)."""
    return Path(settings.BASE_DIR) / "node_modules" / BASIC_PACKAGE


def basic_version() -> str | None:
    """Read the version of the small bundle that npm installed; None where there is none."""
    try:
        about = json.loads((basic_package() / "package.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return str(about["version"])


def plotly_bundle() -> Path:
    """Choose the small bundle where it is installed and of the right version, else the full one."""
    if basic_version() == packaged_version():
        return basic_package() / "plotly-basic.min.js"
    return packaged_bundle()


class PlotlyStorage(FileSystemStorage):
    """A storage that holds the bundle and nothing else."""

    def path(self, name: str) -> str:
        """Give the bundle's place on disk, whatever its own name there."""
        return str(plotly_bundle())


class PlotlyFinder(BaseFinder):
    """Yields one file: the package's folder holds 35 MB that must not be collected."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to configure; recruitment.checks compares the versions."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Answer Django's question where `path` is, one place or a list of them."""
        found = str(plotly_bundle()) if path == PLOTLY_NAME else None
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, PlotlyStorage]]:
        """Name the one file."""
        yield PLOTLY_NAME, PlotlyStorage()


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names in the imports of our ES modules too, so that they can be cached for ever."""

    support_js_module_import_aggregation = True
