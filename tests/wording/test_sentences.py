"""A table of situations and the sentence that each gives, in both languages; and what no
sentence may say."""

import re
from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.children import Summed
from recruitment.progress.goals import Evidence
from recruitment.progress.locality import standing
from recruitment.progress.periods import Period
from recruitment.progress.status import Status
from recruitment.progress.targets import Basis
from recruitment.wording.sentences import age_text, headline_sentence

from .situations import (
    PROVISIONAL,
    RATES,
    SITUATIONS,
    TERM_600,
    count,
    of_year,
    stock,
    target,
)


def sentence_of(targets, figures, stocks=()):
    """The sentence of X in the active language, and its status."""
    counts = [figure.count if isinstance(figure, Summed) else figure for figure in figures]
    sums = {figure.count.period: figure for figure in figures if isinstance(figure, Summed)}
    found = standing("x", targets, Evidence(tuple(counts), tuple(stocks)), {})
    return str(headline_sentence("X", found, sums=sums)), found.status


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_sentence_of_a_situation(situation):
    targets, figures, stocks, status, vietnamese, english = SITUATIONS[situation]
    for language, expected in (("vi", vietnamese), ("en", english)):
        with override(language):
            said, found = sentence_of(targets, figures, stocks)
        assert said == expected
        assert found == status


def test_every_status_has_its_situation():
    assert {row[3] for row in SITUATIONS.values()} == {status.value for status in Status}


REACHED = {Status.ACHIEVED, Status.EXCEEDED}
BOAST = {
    "vi": re.compile(
        r"hoàn thành|vượt|đạt (?!(?:ít nhất )?\d)|(?<![–\d,.])100%|\bđạt [^%]*\d{3},?\d*%"
    ),
    "en": re.compile(r"achiev|exceed|reach|meeting|above the target|(?<![–\d,.])100%"),
}


@st.composite
def situations(draw):
    """One target and one or two figures of any kind, near the point where the status turns."""
    aim = draw(st.sampled_from([3, 12, 99, 350, 600, 20001, 1000000]))
    start, end = date(2021, 1, 1), date(2022, 12, 31)
    until = start + timedelta(days=draw(st.integers(20, 729)))
    kind = draw(st.sampled_from(["count", "rate", "floor", "implied", "year", "several"]))
    qualifier = draw(st.sampled_from(["exact", "more_than", "at_least", "rounded", "about"]))
    finality = draw(st.sampled_from([PROVISIONAL, None]))
    share = draw(st.sampled_from([0, 0.1, 0.5, 0.9, 1, 1.1]))
    value = max(0, round(aim * share) + draw(st.integers(-2, 2)))
    more = {"finality": finality} if finality else {}
    window = {"start": str(start), "end": str(end)}
    targets = {
        "count": lambda: target(aim, aim, **window),
        "floor": lambda: target(aim, sense="floor", **window),
        "implied": lambda: target(aim, aim + 1, basis=Basis.IMPLIED, **window),
        "year": lambda: of_year(aim, aim, 2021),
        "several": lambda: target(aim, aim, cadence="year", **window),
        "rate": lambda: target(3, 4, sense="band", **{**RATES, **window}),
    }
    first = start if draw(st.booleans()) else start + timedelta(days=draw(st.integers(1, 19)))
    figures = [count(str(first), str(until), value, qualifier, **more)]
    return [targets[kind]()], figures, [stock("2020-12-31", 33 * aim)]


@given(situations())
def test_no_sentence_says_more_than_the_status(situation):
    """Nothing is "đạt", "hoàn thành", "vượt" or 100 % that is not achieved or exceeded."""
    for language, boast in BOAST.items():
        with override(language):
            said, status = sentence_of(*situation)
        if status not in REACHED:
            assert not boast.search(said), said


@given(situations())
def test_a_sentence_carries_the_word_of_its_figure(situation):
    targets, figures, stocks = situation
    words = {"more_than": "hơn ", "at_least": "ít nhất ", "rounded": "khoảng ", "about": "khoảng "}
    with override("vi"):
        said, _status = sentence_of(targets, figures, stocks)
    (figure,) = figures
    days = targets[0].window
    whole = days.start == figure.period.start and days.contains(figure.period)
    if whole and figure.amount.low:
        assert words.get(figure.qualifier.value, "") in said
    assert "ít nhất 0 " not in said
    if "Chưa xác định được" not in said:
        assert (" ước " in said) == (figure.finality is PROVISIONAL)


NARROWED = {
    "no figure up to a day": (
        [TERM_600],
        {"until": date(2020, 5, 16)},
        "X có chỉ tiêu nhiệm kỳ 2020–2025 (600); chưa có số liệu kết nạp đến ngày 16/5/2020.",
        "X has a target for the 2020–2025 term (600); there is no figure of admissions up to "
        "16 May 2020.",
    ),
    "nothing in a term": (
        [],
        {"term": Period(date(2015, 1, 1), date(2020, 12, 31))},
        "Không có chỉ tiêu và số liệu kết nạp của X trong nhiệm kỳ 2015–2020.",
        "There is no target and no figure of admissions of X in the 2015–2020 term.",
    ),
    "nothing in a term up to a day": (
        [],
        {"term": Period(date(2015, 1, 1), date(2020, 12, 31)), "until": date(2016, 1, 1)},
        "Không có chỉ tiêu và số liệu kết nạp của X trong nhiệm kỳ 2015–2020 đến ngày 1/1/2016.",
        "There is no target and no figure of admissions of X in the 2015–2020 term up to "
        "1 January 2016.",
    ),
}


@pytest.mark.parametrize("situation", NARROWED)
def test_what_is_missing_is_missing_in_what_is_looked_at(situation):
    targets, looked_at, vietnamese, english = NARROWED[situation]
    found = standing("x", targets, Evidence((), ()), {})
    for language, sentence in (("vi", vietnamese), ("en", english)):
        with override(language):
            assert str(headline_sentence("X", found, **looked_at)) == sentence


def test_a_target_of_another_term_is_not_denied():
    found = standing("x", [], Evidence((count("2021-01-01", "2022-05-16", 238),), ()), {})
    term = Period(date(2020, 1, 1), date(2025, 12, 31))
    with override("en"):
        assert str(headline_sentence("X", found, term=term)).endswith(
            "; it has no target of its own in the 2020–2025 term to compare with."
        )


def test_the_strong_parts_are_the_numbers_that_matter():
    found = standing("x", [TERM_600], Evidence((count("2021-01-01", "2022-05-16", 238),), ()), {})
    with override("vi"):
        parts = headline_sentence("X", found).parts
    assert [part.text for part in parts if part.strong] == ["238", "39,67%"]


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        (date(2026, 9, 1), ""),
        (date(2026, 8, 1), "cách đây 3 tháng"),
        (date(2022, 5, 16), "cách đây 4 năm 6 tháng"),
        (date(2024, 11, 22), "cách đây 2 năm"),
    ],
)
def test_old_figures_are_called_old(as_of, words):
    with override("vi"):
        assert age_text(as_of, date(2026, 11, 22)) == words
