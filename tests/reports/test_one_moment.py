"""A report is of one state of the database: what is approved meanwhile is in the next one."""

from threading import Thread

import pytest
from django.db import connection, transaction

from recruitment.models import AdmissionCount, MembershipCount
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_stock, a_target, day

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]

TODAY = Selection(day("2026-11-27"))
YEAR = ("2024-01-01", "2024-12-31")


def doubled():
    """Somebody else doubles everything, in one transaction of his own."""
    with transaction.atomic():
        AdmissionCount.objects.update(value=60)
        MembershipCount.objects.update(value=2000)
    connection.close()


class Meanwhile:
    """Behind the first query for admissions, and before that for members."""

    def __init__(self):
        self.done = False

    def __call__(self, execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        if not self.done and 'FROM "recruitment_admissioncount"' in sql:
            self.done = True
            other = Thread(target=doubled)
            other.start()
            other.join()
        return found


def rate():
    goal = build_locality_report("unit", TODAY).goals[0].goal
    return goal.admitted.low, goal.base.stock.members.low, goal.percent.low


def test_what_is_approved_while_a_report_is_made_is_in_the_next_one():
    unit = a_committee("unit")
    a_target(unit, 3, 4, *YEAR, kind="rate", cadence="year", sense="band")
    a_count(unit, *YEAR, 30)
    a_stock(unit, "2023-12-31", 1000)
    meanwhile = Meanwhile()
    with connection.execute_wrapper(meanwhile):
        assert rate() == (30, 1000, 3)
    assert meanwhile.done
    assert rate() == (60, 2000, 3)
