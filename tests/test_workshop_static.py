import json

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from recruitment import checks, staticfiles


@pytest.fixture
def installed(settings, tmp_path):
    """Install the small bundle as npm does, in a version of the test's choice."""
    settings.BASE_DIR = tmp_path

    def install(version):
        package = tmp_path / "node_modules" / staticfiles.BASIC_PACKAGE
        package.mkdir(parents=True)
        (package / "package.json").write_text(json.dumps({"version": version}))
        (package / "plotly-basic.min.js").write_text("/* small */")

    return install


def test_the_small_bundle_is_served_where_npm_installed_it(installed):
    installed(staticfiles.packaged_version())
    found = finders.find(staticfiles.PLOTLY_NAME)
    assert found.endswith("plotly-basic.min.js")
    assert checks.one_plotly() == []


def test_the_full_bundle_is_served_elsewhere(installed):
    found = finders.find(staticfiles.PLOTLY_NAME)
    assert found.endswith("package_data/plotly.min.js")
    assert checks.one_plotly() == []


def test_a_small_bundle_of_another_version_is_an_error_and_not_served(installed):
    installed("3.0.0")
    assert [error.id for error in checks.one_plotly()] == ["recruitment.E001"]
    assert finders.find(staticfiles.PLOTLY_NAME).endswith("package_data/plotly.min.js")


def test_package_json_names_the_version_of_plotly_py(pytestconfig):
    about = json.loads((pytestconfig.rootpath / "package.json").read_text())
    assert about["dependencies"][staticfiles.BASIC_PACKAGE] == staticfiles.packaged_version()


def test_locks_hold_no_address(pytestconfig):
    lock = (pytestconfig.rootpath / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert "://" not in lock


def test_collected_modules_import_each_other_by_hashed_names(settings, tmp_path, installed):
    """Only then may a browser keep them for ever."""
    installed(staticfiles.packaged_version())
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.js").write_text('import { draw } from "./chart.js";\ndraw();\n')
    (source / "chart.js").write_text("export function draw() {}\n")
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "recruitment.staticfiles.HashedStorage"}
    }
    finders.get_finder.cache_clear()
    call_command("collectstatic", "--noinput", ignore_patterns=["admin", "import_export"])
    finders.get_finder.cache_clear()
    collected = {path.name for path in settings.STATIC_ROOT.iterdir()}
    (chart,) = (n for n in collected if n.startswith("chart.") and n.endswith(".js"))
    (page,) = (n for n in collected if n.startswith("page.") and n.endswith(".js"))
    assert chart != "chart.js"
    assert f'"./{chart}"' in (settings.STATIC_ROOT / page).read_text()
    vendor = {path.suffix for path in (settings.STATIC_ROOT / "vendor").iterdir()}
    assert {".js"} <= vendor
