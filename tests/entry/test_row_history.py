"""Who, when, from what to what, through which door: of a row of the sheet."""

import pytest
from django.utils.translation import override

from recruitment.entry.row_history import row_history
from recruitment.entry.workflow import approve, correct, send_back, submit
from recruitment.models import AdmissionCount, Door, through

from .office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def told(office, unit=0):
    with override("en"):
        lines = row_history(office.units[unit], office.quarter)
    return [(line.who, line.door, line.column, line.old, line.new) for line in reversed(lines)]


def test_every_change_of_a_cell_is_told(office):
    office.type("an", admitted="30", members="500")
    office.load()
    office.type("an", admitted="31", by=office.other)
    office.load()
    office.type("an", admitted="")
    admitted = [line for line in told(office) if line[2] == "Admitted"]
    assert admitted == [
        ("can-bo", "quarterly sheet", "Admitted", None, 30),
        ("can-bo-2", "quarterly sheet", "Admitted", 30, 31),
        ("can-bo", "quarterly sheet", "Admitted", 31, None),
    ]
    assert ("can-bo", "quarterly sheet", "Members at the end", None, 500) in told(office)
    assert told(office, unit=1) == []


def test_steps_are_lines_of_the_whole_row(office):
    office.type("an", admitted="30")
    submit(office.units[:1], office.quarter, office.clerk)
    send_back(office.units[:1], office.quarter, office.approver, "wrong line")
    office.load()
    office.type("an", admitted="28")
    submit(office.units[:1], office.quarter, office.clerk)
    approve(office.units[:1], office.quarter, office.approver)
    with override("en"):
        lines = [line for line in row_history(office.units[0], office.quarter) if not line.column]
    assert [(line.who, line.new) for line in reversed(lines)] == [
        ("can-bo", "draft"),
        ("can-bo", "submitted"),
        ("duyet", "sent back"),
        ("can-bo", "draft"),
        ("can-bo", "submitted"),
        ("duyet", "approved"),
    ]
    assert "wrong line" in {line.reason for line in lines}


def test_a_correction_is_one_change_of_its_cell(office):
    office.type("an", admitted="30")
    submit(office.units[:1], office.quarter, office.clerk)
    approve(office.units[:1], office.quarter, office.approver)
    correct(office.units[:1], office.quarter, office.approver, "miscounted")
    office.load()
    office.type("an", admitted="28")
    submit(office.units[:1], office.quarter, office.clerk)
    approve(office.units[:1], office.quarter, office.approver)
    assert [line[3:] for line in told(office) if line[2] == "Admitted"] == [(None, 30), (30, 28)]


def test_other_doors_are_named(office):
    office.type("an", admitted="30")
    row = AdmissionCount.objects.get()
    row.value = 29
    with through(Door.FORM):
        row.save()
    assert told(office)[-1] == ("", "form", "Admitted", 30, 29)


def test_a_row_that_counts_anew_tells_both_ways(office):
    office.type("an", admitted="30")
    office.load()
    office.type("an", admitted="90", cumulative=True)
    cells = {line[2:] for line in told(office) if line[2]}
    assert cells == {
        ("Admitted", None, 30),
        ("Admitted", 30, None),
        ("Admitted (since 1 January)", None, 90),
    }


def test_the_queries_do_not_grow(office, django_assert_max_num_queries):
    for number in range(4):
        office.load()
        office.type("an", admitted=str(number + 5))
    with django_assert_max_num_queries(11):
        row_history(office.units[0], office.quarter)
