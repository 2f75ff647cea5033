"""docs/progress.md is run, and names every code that the engine answers with."""

import doctest
import re
from pathlib import Path

import pytest

from recruitment.progress.discrepancies import Conflict
from recruitment.progress.projection import Why
from recruitment.progress.qualifiers import Qualifier
from recruitment.progress.status import Depends, Status
from recruitment.progress.targets import Cadence, Kind, Sense
from recruitment.progress.verdicts import Verdict

from .simulation import LAWS, SEEN, coverage

PAGE = Path(__file__).parents[2] / "docs" / "progress.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_every_example_is_true():
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert found.attempted > 60
    assert found.failed == 0


@pytest.mark.parametrize(
    "codes", [Status, Depends, Qualifier, Verdict, Conflict, Kind, Cadence, Sense, Why]
)
def test_every_code_is_explained(codes):
    missing = [code.value for code in codes if f"`{code.value}`" not in TEXT]
    assert [code for code in missing if f"'{code}'" not in TEXT] == []


@pytest.mark.parametrize("codes", [Status, Depends, Qualifier, Verdict, Conflict, Sense])
def test_every_code_of_a_table_has_its_row(codes):
    rows = re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)
    assert {code.value for code in codes} <= set(rows)


@pytest.mark.parametrize("law", LAWS)
def test_the_coverage_is_the_measured_one(law):
    (row,) = re.findall(rf"^\| {re.escape(law)} \|(.+)\|$", TEXT, re.MULTILINE)
    printed = [int(cell.strip(" %")) for cell in row.split("|")]
    assert printed == [round(100 * coverage(law, seen)) for seen in SEEN]


def test_the_rooms_are_named():
    engine = PAGE.parents[1] / "recruitment" / "progress"
    rooms = {path.name for path in engine.glob("*.py")} - {"__init__.py"}
    assert {room for room in rooms if f"`{room}`" not in TEXT} == set()
