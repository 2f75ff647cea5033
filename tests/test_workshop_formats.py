import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, translation

LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


@LANGUAGES
@pytest.mark.parametrize(
    ("typed", "meant"),
    [("39,67", "39.67"), ("39.67", "39.67"), ("1.147,6", "1147.6"), ("1.464", "1464")],
)
def test_decimals_are_read_as_they_are_written_here(language, typed, meant):
    with translation.override(language):
        assert forms.DecimalField(localize=True).clean(typed) == Decimal(meant)


@LANGUAGES
@pytest.mark.parametrize("typed", ["1.464", "1464"])
def test_thousands_are_read_with_and_without_their_point(language, typed):
    with translation.override(language):
        assert forms.IntegerField(localize=True).clean(typed) == 1464


@LANGUAGES
@pytest.mark.parametrize("typed", ["05/03/2025", "5/3/2025", "2025-03-05"])
def test_the_day_comes_before_the_month(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == dt.date(2025, 3, 5)


@LANGUAGES
def test_numbers_are_printed_with_points_and_a_comma(language):
    with translation.override(language):
        assert formats.localize(1147) == "1.147"
        assert formats.localize(Decimal("39.67")) == "39,67"


def test_dates_are_printed_in_the_language():
    day = dt.date(2022, 5, 16)
    with translation.override("vi"):
        assert formats.date_format(day) == "16/5/2022"
    with translation.override("en"):
        assert formats.date_format(day) == "16 May 2022"
