"""The board of a quarter: who has reported, within whose reach, with one click to the sheet."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from recruitment.entry.workflow import send_back, submit
from recruitment.models import Assignment, EntryWindow
from tests.entry.office import Office
from tests.rows import a_committee

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
BOARD = "/en/admin/entry/board/"


@pytest.fixture
def office():
    found = Office(units=("an", "binh", "cam"))
    for number, slug in enumerate(("an", "binh")):
        found.type(slug, admitted=str(number + 3))
    submit(found.units[:2], found.quarter, found.clerk)
    send_back(found.units[1:2], found.quarter, found.approver, "wrong line")
    return found


def client_of(name, role, *committees):
    person = User.objects.create_user(name, is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    for committee in committees:
        Assignment.objects.create(person=person, committee=committee)
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def lines(answer):
    return {line.name: line for line in answer.context["lines"]}


def test_the_uppermost_committee_and_the_open_quarter_are_offered(office):
    answer = client_of("reader", "reader", office.own).get(BOARD)
    assert answer.context["committee"] == office.own
    assert answer.context["chosen"].code == "2022-q3"
    found = lines(answer)
    assert found["Đảng bộ an"].word == "waits for approval"
    assert found["Đảng bộ binh"].reason == "wrong line"
    assert "duyet" in found["Đảng bộ binh"].who
    assert found["Đảng bộ cam"].word == "late"
    assert "1 of 4 reports are in (25%)" in answer.content.decode()


def test_every_line_leads_to_the_sheet_it_is_entered_on(office):
    a_committee("duoi", office.units[0])
    answer = client_of("reader", "reader", office.own).get(BOARD)
    found = lines(answer)
    assert found["Đảng bộ an"].sheet == "/en/admin/entry/sheet/an/2022-q3/"
    assert found["Đảng bộ an"].board == "?committee=an&quarter=2022-q3"
    assert found["Đảng bộ binh"].sheet == "/en/admin/entry/sheet/mon/2022-q3/"
    assert found["Đảng bộ binh"].board == ""


def test_out_of_reach_is_not_there(office):
    client = client_of("clerk", "clerk", office.units[0])
    assert client.get(f"{BOARD}?committee=mon").status_code == 404
    assert client.get(f"{BOARD}?committee=binh").status_code == 404
    assert lines(client.get(BOARD)).keys() == {"Đảng bộ an"}


def test_whom_nothing_is_assigned_sees_nothing(office):
    answer = client_of("nobody", "clerk").get(BOARD)
    assert answer.status_code == 200
    assert "lines" not in answer.context
    assert "Đảng bộ" not in answer.content.decode()


def test_without_the_permission_there_is_no_board(office):
    person = User.objects.create_user("none", is_staff=True)
    Assignment.objects.create(person=person, committee=office.own)
    client = Client()
    client.force_login(person, backend=BACKEND)
    assert client.get(BOARD).status_code == 403
    assert b"entry/board" not in client.get("/en/admin/").content
    assert Client().get(BOARD).status_code == 302


def test_a_quarter_that_is_not_due_has_nobody_late(office):
    EntryWindow.objects.update(due_on=date(2100, 1, 1))
    answer = client_of("reader", "reader", office.own).get(BOARD)
    assert lines(answer)["Đảng bộ cam"].word == "nothing entered"
    assert "Due on 1 January 2100" in answer.content.decode()


def test_a_board_takes_as_many_queries_for_many_units_as_for_few(office):
    client = client_of("reader", "reader", office.own)
    counts = []
    for more in (0, 30):
        for number in range(more):
            a_committee(f"u{number}", office.own)
        with CaptureQueriesContext(connection) as found:
            client.get(BOARD)
        counts.append(len(found))
    assert counts[0] == counts[1]
    assert counts[0] <= 18
