import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = sorted((ROOT / "recruitment" / "progress").rglob("*.py"))


def imported(path):
    """Yield the top-level name of each absolute import, and each relative one as "."."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module if node.level == 0 else "." * node.level


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.stem)
def test_the_engine_needs_only_the_standard_library(path):
    for name in imported(path):
        ours = name == "." or name.startswith("recruitment.progress")
        assert ours or name.partition(".")[0] in sys.stdlib_module_names, name


ASKS = {"objects", "_default_manager", "_base_manager"}


@pytest.mark.parametrize("room", ["reports", "charts", "wording", "downloads"])
def test_only_queries_ask_the_database_for_readers(room):
    """Reports name row classes as types; what they know of rows comes from ``queries``."""
    for path in sorted((ROOT / "recruitment" / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in ASKS, f"{path.name}, line {node.lineno}"
