from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.intervals import Interval, rounded_beside
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier
from recruitment.wording import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (1147, 0, "1.147", "1,147"),
        (Fraction(119, 3), 2, "39,67", "39.67"),
        (Decimal("39.66"), 2, "39,66", "39.66"),
        (-1464, 0, "−1.464", "−1,464"),
        (Fraction(5, 2), 0, "3", "3"),
        (Fraction(-5, 2), 0, "−3", "−3"),
        (0, 0, "0", "0"),
    ],
)
def test_numbers_have_the_separators_of_their_language(value, decimals, vietnamese, english):
    with override("vi"):
        assert numbers.number(value, decimals) == vietnamese
    with override("en"):
        assert numbers.number(value, decimals) == english


@pytest.mark.parametrize(
    ("value", "text"),
    [(100, "100%"), (Fraction(75, 2), "37,5%"), (Fraction(263, 350) * 100, "75,14%")],
)
def test_percents_have_at_most_two_decimals(value, text):
    with override("vi"):
        assert numbers.percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(1223, 100), "+12,23"), (Fraction(-1077, 100), "−10,77"), (Fraction(1, 1000), "0")],
)
def test_a_sign_is_not_given_to_what_prints_as_nothing(value, text):
    with override("vi"):
        assert numbers.signed(value, 2) == text


def test_days_are_written_as_each_language_does():
    with override("vi"):
        assert numbers.day(date(2022, 5, 16)) == "16/5/2022"
    with override("en"):
        assert numbers.day(date(2022, 5, 16)) == "16 May 2022"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2021-01-01", "2021-12-31", "2021"),
        ("2015-01-01", "2018-12-31", "2015–2018"),
        ("2022-07-01", "2022-09-30", "quý III/2022"),
        ("2019-01-01", "2019-09-30", "1/1/2019 – 30/9/2019"),
        ("2020-06-30", "2020-06-30", "30/6/2020"),
    ],
)
def test_a_period_is_named_as_shortly_as_is_usual(start, end, text):
    with override("vi"):
        days = Period(date.fromisoformat(start), date.fromisoformat(end))
        assert numbers.period(days) == text


@pytest.mark.parametrize(
    ("qualifier", "sign", "words"),
    [
        (Qualifier.EXACT, "500", "500"),
        (Qualifier.MORE_THAN, "> 500", "hơn 500"),
        (Qualifier.AT_LEAST, "≥ 500", "ít nhất 500"),
        (Qualifier.ABOUT, "khoảng 500", "khoảng 500"),
        (Qualifier.ROUNDED, "500 (làm tròn)", "khoảng 500"),
    ],
)
def test_a_figure_keeps_its_word(qualifier, sign, words):
    with override("vi"):
        assert numbers.figure(500, qualifier).replace("\N{NO-BREAK SPACE}", " ") == sign
        assert numbers.figure_in_words(500, qualifier) == words


def test_an_open_end_is_said_and_never_hidden():
    with override("vi"):
        assert numbers.between(Interval.between(14001, None)) == "≥\N{NO-BREAK SPACE}14.001"
        assert numbers.between_in_words(Interval.between(14001, None)) == "ít nhất 14.001"
        assert numbers.percents(Interval.between(127, Fraction(25573, 200))) == "127,00–127,87%"


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("126,60–127,87% của 2015–2020 (4–5)", ["126,60–127,87%", "2015–2020", "(4–5)"]),
        ("1/1/2021 – 16/5/2022", []),
        ("–", []),
        ("", []),
    ],
)  # fmt: skip
def test_ranges_are_told_from_the_text_around_them(text, ranges):
    runs = numbers.runs(text)
    assert [run for run, whole in runs if whole] == ranges
    assert "".join(run for run, _ in runs) == text


BELOW, ABOVE = Fraction(99996, 1000), Fraction(100004, 1000)


@pytest.mark.parametrize(
    ("low", "high", "marks", "text"),
    [
        (BELOW, BELOW, (100,), "99,99%"),
        (ABOVE, ABOVE, (100,), "100,01%"),
        (100, 100, (100,), "100%"),
        (BELOW, BELOW, (), "100%"),
        (BELOW, 100, (100,), "99,99–100,00%"),
        (BELOW, None, (100,), "≥\N{NO-BREAK SPACE}99,99%"),
        (Fraction(3998, 1000), Fraction(3998, 1000), (4, 5), "3,99%"),
        (Fraction(3996, 1000), Fraction(5004, 1000), (4, 5), "3,99–5,01%"),
        (Fraction(1333, 10), Fraction(1333, 10), (Fraction(400, 3),), "133,3%"),
    ],
)
def test_no_percent_is_rounded_onto_the_mark_at_which_a_status_turns(low, high, marks, text):
    with override("vi"):
        assert numbers.percents(Interval.between(low, high), marks=marks) == text


@given(st.fractions(0, 200), st.sampled_from([(100,), (0, 100), (3, 4), (Fraction(400, 3),)]))
def test_what_is_printed_stays_on_its_side_of_every_mark(value, marks):
    shown = Fraction(rounded_beside(value, marks))
    for mark in marks:
        assert (shown > mark) == (value > mark) or shown == mark == value
        assert (shown < mark) == (value < mark)
    assert abs(shown - value) < Fraction(1, 100)


def test_a_sign_is_kept_where_a_status_hangs_on_it():
    with override("vi"):
        assert numbers.signed(Fraction(-1, 1000), 2, marks=(0,)) == "−0,01"
        assert numbers.signed(0, 2, marks=(0,)) == "0"


def test_from_nothing_on_is_at_most():
    with override("vi"):
        assert numbers.between_in_words(Interval.between(0, 3)) == "nhiều nhất 3"
        assert numbers.between_in_words(Interval.exact(0)) == "0"
