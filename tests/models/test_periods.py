from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from recruitment.models import ReportingPeriod
from recruitment.models.periods import kinds_of
from tests.rows import a_period

KINDS = [
    ("2021-01-01", "2021-12-31", ["year"]),
    ("2021-01-01", "2021-06-30", ["half"]),
    ("2021-07-01", "2021-12-31", ["half"]),
    ("2021-04-01", "2021-06-30", ["quarter"]),
    ("2024-02-01", "2024-02-29", ["month"]),
    ("2024-02-01", "2024-02-28", ["other"]),
    ("2021-02-01", "2021-04-30", ["other"]),
    ("2021-04-01", "2021-09-30", ["other"]),
    ("2020-01-01", "2025-12-31", ["term", "other"]),
    ("2019-01-01", "2019-09-30", ["other"]),
    ("2020-06-30", "2020-06-30", ["other"]),
    ("2020-10-01", "2021-12-31", ["other"]),
]


@pytest.mark.parametrize(("start", "end", "kinds"), KINDS)
def test_dates_tell_the_kind(start, end, kinds):
    assert list(kinds_of(date.fromisoformat(start), date.fromisoformat(end))) == kinds


def refused(kind, start, end):
    row = ReportingPeriod(kind=kind, starts_on=start, ends_on=end)
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


@pytest.mark.django_db
def test_a_kind_that_disagrees_is_refused_and_the_right_one_named():
    messages = refused("year", "2021-01-01", "2021-03-31")
    assert list(messages) == ["kind"]
    assert "quý" in messages["kind"][0]
    assert "kind" in refused("other", "2021-01-01", "2021-12-31")


@pytest.mark.django_db
def test_an_end_before_the_start_is_refused_once():
    messages = refused("other", "2021-03-02", "2021-03-01")
    assert list(messages) == ["ends_on"]
    assert len(messages["ends_on"]) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingPeriod.objects.create(
            kind="other", starts_on=date(2021, 3, 2), ends_on=date(2021, 3, 1)
        )


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["kind", "starts_on", "ends_on"])
def test_a_missing_field_is_said_and_nothing_breaks(missing):
    given = {"kind": "year", "starts_on": "2021-01-01", "ends_on": "2021-12-31"}
    row = ReportingPeriod(**{**given, missing: None if missing != "kind" else "decade"})
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert missing in caught.value.message_dict


@pytest.mark.django_db
def test_the_same_dates_are_one_period():
    a_period("2021-01-01", "2021-12-31")
    assert refused("year", "2021-01-01", "2021-12-31")
