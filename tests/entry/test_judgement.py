"""Each rule of entry: where it speaks, where just beside it is silent, and what it says."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from recruitment.entry.findings import Column, Level, Measure, RowFacts, SheetFacts
from recruitment.entry.judgement import ACROSS, judge, read_cell, silent_row
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period

FIRST_QUARTER = Period(date(2022, 1, 1), date(2022, 3, 31))
THIRD_QUARTER = Period(date(2022, 7, 1), date(2022, 9, 30))
ADMITTED = Column("admitted", Measure.ADMISSIONS, "Kết nạp", category="total")
WOMEN = Column("admitted-women", Measure.ADMISSIONS, "Nữ", category="women", whole="admitted")
MEMBERS = Column("members", Measure.MEMBERS, "Đảng viên", category="total")
CLASSES = Column("awareness_class", Measure.ACTIVITY, "Số lớp", activity="awareness_class")
COLUMNS = (ADMITTED, WOMEN, MEMBERS, CLASSES)
NUMBERS = st.integers(0, 2000)


def a_row(number=1, *, typed=None, **facts):
    """A row with ``admitted``, ``women``, ``members`` or ``classes``; all of them typed."""
    codes = {"admitted": ADMITTED, "women": WOMEN, "members": MEMBERS, "classes": CLASSES}
    values = {codes[name].code: facts.pop(name) for name in list(facts) if name in codes}
    if typed is None:
        typed = values
    return RowFacts(number, f"Đảng bộ {number}", values=values, typed=frozenset(typed), **facts)


def a_sheet(*units, own=None, period=THIRD_QUARTER):
    return SheetFacts(period, COLUMNS, units, own)


def found(*units, own=None, period=THIRD_QUARTER, language="vi"):
    with translation.override(language):
        return judge(a_sheet(*units, own=own, period=period))


def rules(*units, **sheet):
    return [(each.rule, each.committee, each.column) for each in found(*units, **sheet)]


def only(findings):
    (one,) = findings
    return one


def since_new_year(low, high=None):
    return {"admitted": Interval.between(low, low if high is None else high)}


# -- Reading a cell ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"), [("", None), ("  ", None), ("0", 0), ("1.464", 1464), (" 1\u00a0464 ", 1464)]
)
def test_a_cell_is_read_as_it_is_typed(text, value):
    assert read_cell(1, "Long Hưng", ADMITTED, text) == (value, None)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("mười hai", "not_a_number"),
        ("-5", "negative"),
        ("39,67", "not_whole"),
        ("39.67", "not_whole"),
        ("9" * 12, "too_large"),
    ],
)
def test_what_is_no_whole_number_is_an_error(text, rule):
    with translation.override("vi"):
        value, problem = read_cell(7, "Long Hưng", WOMEN, text)
    assert value is None
    assert (problem.level, problem.rule, problem.committee) == (Level.ERROR, rule, 7)
    assert problem.column == WOMEN.code
    assert problem.text.startswith(f"Long Hưng, Nữ: “{text}” ")


# -- Errors ------------------------------------------------------------------------------------


def test_a_row_without_anything_wrong_is_silent():
    assert found(a_row(admitted=12, women=12, members=400, classes=1)) == []
    assert found(a_row()) == []
    assert found() == []


def test_a_number_below_zero():
    problem = only(found(a_row(admitted=-1)))
    assert (problem.rule, problem.level, problem.value) == ("negative", Level.ERROR, -1)
    assert problem.text == "Đảng bộ 1, Kết nạp: “-1” nhỏ hơn 0. Hãy nhập từ 0 trở lên."


def test_a_category_above_its_total():
    problem = only(found(a_row(admitted=1500, women=1501)))
    assert (problem.rule, problem.column) == ("part_above_whole", WOMEN.code)
    assert problem.text.startswith("Đảng bộ 1, Nữ: Nữ (1.501) lớn hơn Kết nạp (1.500)")
    assert "hãy sửa một trong hai số" in problem.text


@pytest.mark.parametrize(
    "row",
    [
        a_row(admitted=12, women=12),
        a_row(women=12),
        a_row(admitted=None, women=12),
        a_row(admitted=1, women=2, typed=(), inexact=frozenset({ADMITTED.code})),
    ],
)
def test_a_category_within_its_total_or_without_one(row):
    assert found(row) == []


def test_an_inexact_total_that_is_typed_anew_is_compared():
    row = a_row(admitted=1, women=2, inexact=frozenset({ADMITTED.code}))
    assert rules(row) == [("part_above_whole", 1, WOMEN.code)]


@pytest.mark.parametrize(
    ("life", "broken"),
    [
        ((None, date(2022, 6, 30)), True),
        ((None, date(2022, 7, 1)), False),
        ((date(2022, 10, 1), None), True),
        ((date(2022, 9, 30), None), False),
    ],
)
def test_a_figure_needs_a_day_in_the_life_of_its_committee(life, broken):
    assert [rule for rule, *_ in rules(a_row(admitted=1, life=life))] == ["outside_life"] * broken


def test_members_at_the_end_of_a_quarter_that_the_committee_did_not_see():
    row = a_row(admitted=1, members=40, life=(None, date(2022, 8, 15)))
    assert rules(row) == [("outside_life", 1, MEMBERS.code)]


def test_a_cumulative_figure_reaches_back_to_new_year():
    row = a_row(admitted=1, cumulative=True, life=(None, date(2022, 2, 15)))
    assert found(row) == []


def test_the_life_is_named_with_the_remedy():
    row = a_row(admitted=1464, life=(None, date(2022, 6, 30)))
    said = only(found(row)).text
    assert said.startswith("Đảng bộ 1, Kết nạp: 1.464. Đảng bộ 1 kết thúc hoạt động ngày 30/6/2022")
    assert "tổ chức kế tục" in said


def test_a_number_in_a_row_that_does_not_report():
    problem = only(found(a_row(admitted=0, reported=False)))
    assert (problem.rule, problem.value) == ("silent_row", 0)
    assert "Hãy xóa trống dòng này" in problem.text
    with translation.override("vi"):
        assert silent_row(1, "Đảng bộ 1", ADMITTED, 0) == problem
    assert found(a_row(admitted=None, reported=False)) == []


# -- The committee and its units ---------------------------------------------------------------


def test_the_sum_of_its_units_is_the_least_that_it_can_have():
    units = [a_row(1, admitted=700), a_row(2, admitted=500)]
    own = a_row(9, admitted=1199, aggregates=True)
    problem = only(found(*units, own=own))
    assert (problem.rule, problem.level) == ("below_units", Level.ERROR)
    assert (problem.committee, problem.column, problem.value) == (9, ADMITTED.code, 1199)
    assert problem.text == (
        "Đảng bộ 9, Kết nạp: 1.199 ít hơn tổng số chính thức của các đơn vị trực thuộc là 1.200 "
        "(2 đơn vị). Hãy sửa số này hoặc số của các đơn vị."
    )
    assert found(*units, own=a_row(9, admitted=1200, aggregates=True)) == []
    assert found(*units, own=a_row(9, aggregates=True)) == []


def test_the_sum_is_an_error_whoever_typed_last():
    units = [a_row(1, admitted=70, typed=()), a_row(2, admitted=50, typed=())]
    own = a_row(9, admitted=119, aggregates=True, typed=())
    assert rules(*units, own=own) == [("below_units", 9, ADMITTED.code)]


def test_provisional_units_only_warn():
    units = [a_row(1, admitted=70), a_row(2, admitted=50, final=False)]
    own = a_row(9, admitted=100, aggregates=True)
    assert rules(*units, own=own) == [("units_above_own", 9, ADMITTED.code)]
    assert rules(*units, own=replace(own, values={ADMITTED.code: 69})) == [
        ("below_units", 9, ADMITTED.code)
    ]


def test_units_above_the_own_figure_of_others_only_warn():
    units = [a_row(1, admitted=70), a_row(2, admitted=50)]
    problem = only(found(*units, own=a_row(9, admitted=119)))
    assert (problem.rule, problem.level, problem.committee) == ("units_above_own", Level.WARNING, 9)
    assert problem.text == (
        "Đảng bộ 9, Kết nạp: 119 ít hơn tổng của các đơn vị trực thuộc là 120 (2 đơn vị). Hãy kiểm "
        "tra số này và số của các đơn vị. Nếu đúng, hãy xác nhận và ghi lý do."
    )
    assert found(*units, own=a_row(9, admitted=120)) == []


def test_units_are_warned_of_only_while_someone_types():
    units = [a_row(1, admitted=70, typed=()), a_row(2, admitted=50, typed=())]
    own = a_row(9, admitted=100, typed=())
    assert found(*units, own=own) == []
    assert rules(replace(units[0], typed=frozenset({ADMITTED.code})), units[1], own=own)
    assert found(replace(units[0], typed=frozenset({WOMEN.code})), units[1], own=own) == []


def test_units_that_do_not_report_are_not_counted():
    units = [a_row(1, admitted=70), a_row(2, admitted=50, reported=False, typed=())]
    assert ("below_units", 9, ADMITTED.code) not in rules(
        *units, own=a_row(9, admitted=100, aggregates=True)
    )


@pytest.mark.parametrize(
    ("before", "speaks"),
    [
        (since_new_year(60), True),
        (since_new_year(61), False),
        ({"admitted": Interval.between(0, None)}, False),
        ({}, False),
    ],
)
def test_a_cumulative_unit_beside_a_periodic_own_figure_counts_as_its_quarter(before, speaks):
    """160 since new year, of which 60 before the quarter: 100 in it."""
    unit = a_row(1, admitted=160, cumulative=True, before=before, typed=())
    own = a_row(9, admitted=99, aggregates=True)
    expected = [("below_units", 9, ADMITTED.code)] if speaks else []
    assert rules(unit, own=own) == expected


def test_a_periodic_unit_beside_a_cumulative_own_figure_counts_since_new_year():
    unit = a_row(1, admitted=40, before=since_new_year(60), typed=())
    own = a_row(9, admitted=99, cumulative=True, aggregates=True)
    assert rules(unit, own=own) == [("below_units", 9, ADMITTED.code)]
    assert rules(unit, own=replace(own, values={ADMITTED.code: 100})) == []
    assert rules(replace(unit, before={}), own=own) == []


def test_two_cumulative_figures_are_compared_as_they_stand():
    unit = a_row(1, admitted=100, cumulative=True)
    own = a_row(9, admitted=99, cumulative=True, aggregates=True)
    assert rules(unit, own=own) == [("below_units", 9, ADMITTED.code)]


def test_in_a_first_quarter_both_ways_of_counting_are_the_same():
    unit = a_row(1, admitted=100, cumulative=True)
    own = a_row(9, admitted=99, aggregates=True)
    assert rules(unit, own=own, period=FIRST_QUARTER) == [("below_units", 9, ADMITTED.code)]


def test_members_are_compared_however_the_rows_count():
    unit = a_row(1, members=100, cumulative=True)
    own = a_row(9, members=99, aggregates=True)
    assert rules(unit, own=own) == [("below_units", 9, MEMBERS.code)]


@given(
    units=st.lists(st.tuples(NUMBERS, st.booleans()), max_size=6),
    own=NUMBERS,
    aggregates=st.booleans(),
)
def test_sums_speak_exactly_when_they_are_too_large(units, own, aggregates):
    rows = [
        a_row(number, admitted=value, final=final, typed=())
        for number, (value, final) in enumerate(units)
    ]
    said = [
        (rule, committee)
        for rule, committee, _column in rules(
            *rows, own=a_row(99, admitted=own, aggregates=aggregates)
        )
    ]
    final_sum = sum(value for value, final in units if final)
    if aggregates and final_sum > own:
        assert said == [("below_units", 99)]
    elif sum(value for value, _final in units) > own:
        assert said == [("units_above_own", 99)]
    else:
        assert said == []


# -- The committee's own history ---------------------------------------------------------------


def with_history(*numbers, code="admitted"):
    return {code: numbers}


FAR = ("far_from_history", 1, ADMITTED.code)


@pytest.mark.parametrize(
    ("value", "history", "speaks"),
    [
        (61, (20, 12, 10, 15), True),
        (60, (20, 12, 10, 15), False),
        (61, (20, None, 12, 10), False),
        (61, (20, None, 12, 10, 15), True),
        (3, (20, 12, 10, 15), True),
        (4, (20, 12, 10, 15), False),
        (1, (2, 3, 4, 5), False),
        (6, (1, 0, 1, 1), True),
        (5, (1, 0, 1, 1), False),
        (5, (0, 0, 0, 0), True),
        (4, (0, 0, 0, 0), False),
        (900, (), False),
    ],
)
def test_far_from_the_history(value, history, speaks):
    row = a_row(admitted=value, history=with_history(*history))
    assert rules(row) == [FAR] * speaks


def test_the_history_is_told_with_its_ends():
    row = a_row(admitted=1464, history=with_history(20, 12, 10, 15))
    assert only(found(row)).text == (
        "Đảng bộ 1, Kết nạp: 1.464 khác xa 4 quý trước (từ 10 đến 20). Hãy kiểm tra lại số. "
        "Nếu đúng, hãy xác nhận và ghi lý do."
    )


def test_only_what_was_typed_is_doubted():
    row = a_row(admitted=900, women=800, history=with_history(20, 12, 10, 15), typed=())
    assert found(row) == []


def test_a_cumulative_figure_is_doubted_by_the_quarter_that_it_implies():
    row = a_row(
        admitted=161,
        cumulative=True,
        before=since_new_year(100),
        history=with_history(20, 12, 10, 15),
    )
    problem = only(found(row))
    assert problem.rule == "far_from_history"
    assert "161 (riêng quý: 61) khác xa" in problem.text
    assert found(replace(row, values={ADMITTED.code: 160})) == []
    assert found(replace(row, before={})) == []


@pytest.mark.parametrize(
    ("value", "latest", "speaks"),
    [
        (1201, 1000, True),
        (1200, 1000, False),
        (799, 1000, True),
        (800, 1000, False),
        (39, 30, False),
        (40, 30, True),
    ],
)
def test_members_far_from_the_latest(value, latest, speaks):
    row = a_row(members=value, history=with_history(None, latest, 5, code="members"))
    assert rules(row) == [("far_from_history", 1, MEMBERS.code)] * speaks
    if speaks:
        assert "chênh lệch hơn 20%" in only(found(row)).text


@pytest.mark.parametrize(
    ("value", "history", "speaks"),
    [
        (0, (1, 2, 3, 1), True),
        (0, (1, 2, 3), False),
        (0, (1, 2, 0, 3, 1), False),
        (1, (1, 2, 3, 1), False),
        (None, (1, 2, 3, 1), False),
    ],
)
def test_zero_where_there_is_usually_some(value, history, speaks):
    row = a_row(admitted=value, history=with_history(*history))
    assert rules(row) == [("zero_unusual", 1, ADMITTED.code)] * speaks


def test_zero_is_told_apart_from_no_report():
    said = only(found(a_row(admitted=0, history=with_history(10, 20, 30, 40)))).text
    assert "0 là khác thường: cả 4 quý trước đều có (từ 10 đến 40)" in said
    assert "ghi dòng là chưa báo cáo" in said


# -- Cumulative or periodic --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "before", "speaks"),
    [
        (99, since_new_year(100), True),
        (100, since_new_year(100), False),
        (99, {"admitted": Interval.between(100, None)}, True),
        (99, {"admitted": Interval.between(90, 120)}, False),
        (0, {}, False),
    ],
)
def test_a_cumulative_figure_does_not_fall(value, before, speaks):
    row = a_row(admitted=value, cumulative=True, before=before)
    assert rules(row) == [("falls", 1, ADMITTED.code)] * speaks
    assert found(replace(row, cumulative=False)) == []


def test_a_fall_is_told_with_what_was_there():
    row = a_row(admitted=40, cumulative=True, before={"admitted": Interval.between(1000, None)})
    assert "40 lũy kế từ 1/1 ít hơn số đã có đến trước quý này (ít nhất 1.000)" in (
        only(found(row)).text
    )


def test_a_cumulative_figure_equal_to_the_quarters():
    row = a_row(admitted=40, cumulative=True, before=since_new_year(30), periodic={"admitted": 40})
    problem = only(found(row))
    assert problem.rule == "looks_periodic"
    assert "40 là số của riêng quý này" in problem.text
    assert found(replace(row, values={ADMITTED.code: 41})) == []
    assert found(replace(row, before=since_new_year(0))) == []
    assert found(replace(row, before={})) == []


@pytest.mark.parametrize(
    ("value", "history", "periodic", "speaks"),
    [
        (113, (20, 12, 10, 15), {}, True),
        (109, (20, 12, 10, 15), {}, False),
        (140, (20, 12, 10, 15), {"admitted": 40}, True),
        (140, (), {"admitted": 40}, True),
        (113, (20, 12, 10), {}, False),
        (20, (20, 12, 10, 15), {}, False),
    ],
)
def test_a_periodic_figure_that_looks_cumulative(value, history, periodic, speaks):
    row = a_row(
        admitted=value,
        before=since_new_year(100),
        history=with_history(*history),
        periodic=periodic,
    )
    assert (("looks_cumulative", 1, ADMITTED.code) in rules(row)) == speaks
    assert "looks_cumulative" not in [rule for rule, *_ in rules(row, period=FIRST_QUARTER)]


def test_what_looks_cumulative_is_told_with_what_it_would_leave():
    row = a_row(admitted=1012, before=since_new_year(1000), history=with_history(20, 12, 10, 15))
    assert only(found(row)).text == (
        "Đảng bộ 1, Kết nạp: 1.012 giống số lũy kế từ 1/1: trước quý này đã có 1.000, còn lại 12. "
        "Hãy nhập đây là số lũy kế, hoặc nhập 12. Nếu đúng, hãy xác nhận và ghi lý do."
    )


def test_members_are_never_cumulative():
    row = a_row(members=40, cumulative=True, before={"members": Interval.exact(100)})
    assert found(row) == []


# -- One number everywhere ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "speaks"),
    [
        ((5, 5, 5, 5), True),
        ((5, 5, 5), False),
        ((5, 5, 5, 5, 6), False),
        ((0, 0, 0, 0), False),
        ((5, None, 5, 5, 5), True),
    ],
)
def test_the_same_number_in_every_row(numbers, speaks):
    units = [a_row(number, admitted=value) for number, value in enumerate(numbers, 1)]
    assert rules(*units) == [("same_everywhere", 1, ADMITTED.code)] * speaks
    assert found(*[replace(unit, typed=frozenset()) for unit in units]) == []


def test_the_same_number_is_told_with_how_many_rows():
    units = [a_row(number, admitted=5) for number in range(1, 6)]
    assert "cả 5 dòng của cột này đều nhập 5" in only(found(*units)).text


# -- All of them -------------------------------------------------------------------------------

EXAMPLES = {
    "negative": ([a_row(admitted=-1)], None),
    "silent_row": ([a_row(admitted=3, reported=False)], None),
    "outside_life": ([a_row(admitted=3, life=(None, date(2020, 1, 1)))], None),
    "part_above_whole": ([a_row(admitted=1, women=2)], None),
    "below_units": ([a_row(1, admitted=3)], a_row(9, admitted=2, aggregates=True)),
    "units_above_own": ([a_row(1, admitted=3)], a_row(9, admitted=2)),
    "far_from_history": ([a_row(admitted=99, history=with_history(1, 2, 3, 4))], None),
    "zero_unusual": ([a_row(admitted=0, history=with_history(1, 2, 3, 4))], None),
    "falls": ([a_row(admitted=1, cumulative=True, before=since_new_year(2))], None),
    "looks_periodic": (
        [a_row(admitted=4, cumulative=True, before=since_new_year(2), periodic={"admitted": 4})],
        None,
    ),
    "looks_cumulative": (
        [a_row(admitted=6, before=since_new_year(2), periodic={"admitted": 4})],
        None,
    ),
    "same_everywhere": ([a_row(number, admitted=7) for number in range(4)], None),
}


@pytest.mark.parametrize("rule", EXAMPLES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_message_names_row_column_value_and_remedy(rule, language):
    units, own = EXAMPLES[rule]
    problem = only(found(*units, own=own, language=language))
    column = next(column for column in COLUMNS if column.code == problem.column)
    assert problem.rule == rule
    assert problem.text.startswith(f"Đảng bộ {problem.committee}, {column.heading}: ")
    assert str(problem.value) in problem.text
    remedies = {
        "vi": ("Hãy", "hãy"),
        "en": ("Write", "Correct", "correct", "Choose", "Empty", "Check", "Enter", "empty"),
    }
    assert any(word in problem.text for word in remedies[language])
    answered = {"vi": "hãy xác nhận và ghi lý do.", "en": "confirm it and say why."}[language]
    assert problem.text.endswith(answered) == (problem.level is Level.WARNING)


def test_the_two_languages_say_different_sentences():
    for units, own in EXAMPLES.values():
        vi, en = (only(found(*units, own=own, language=each)).text for each in ("vi", "en"))
        assert vi != en


ROWS = st.builds(
    a_row,
    admitted=st.none() | NUMBERS,
    women=st.none() | NUMBERS,
    members=st.none() | NUMBERS,
    classes=st.none() | NUMBERS,
    cumulative=st.booleans(),
    reported=st.booleans(),
    final=st.booleans(),
    aggregates=st.booleans(),
    before=st.just({}) | NUMBERS.map(since_new_year),
    history=st.lists(st.none() | NUMBERS, max_size=8).map(lambda past: with_history(*past)),
    periodic=st.just({}) | NUMBERS.map(lambda value: {"admitted": value}),
    typed=st.sets(st.sampled_from([column.code for column in COLUMNS])),
)


@given(rows=st.lists(ROWS, max_size=5), own=st.none() | ROWS)
def test_nothing_is_doubted_that_nobody_typed(rows, own):
    rows = [replace(row, committee=number) for number, row in enumerate(rows)]
    own = replace(own, committee=99) if own else None
    quiet = [replace(row, typed=frozenset()) for row in rows]
    quiet_own = replace(own, typed=frozenset()) if own else None
    before = found(*quiet, own=quiet_own)
    assert {each.level for each in before} <= {Level.ERROR}
    after = found(*rows, own=own)
    assert [each for each in after if each.level is Level.ERROR] == before
    typed = {
        (row.committee, code) for row in [*rows, *([own] if own else [])] for code in row.typed
    }
    for each in after:
        if each.level is Level.WARNING and each.rule not in ACROSS:
            assert (each.committee, each.column) in typed


@given(rows=st.lists(ROWS, max_size=5))
def test_a_cell_has_at_most_one_doubt_of_its_own_and_none_beside_an_error(rows):
    rows = [replace(row, committee=number) for number, row in enumerate(rows)]
    cells = [
        (each.committee, each.column)
        for each in found(*rows)
        if each.rule not in ACROSS and each.level is Level.WARNING
    ]
    errors = {(each.committee, each.column) for each in found(*rows) if each.level is Level.ERROR}
    assert len(cells) == len(set(cells))
    assert not errors & set(cells)


@given(value=NUMBERS, before=NUMBERS, past=st.lists(NUMBERS, min_size=4, max_size=12))
def test_a_quarter_is_doubted_alike_however_it_was_entered(value, before, past):
    """Entered as the year's figure or as the quarter's own: the same distance from history."""
    periodic = a_row(admitted=value, history=with_history(*past))
    cumulative = a_row(
        admitted=value + before,
        cumulative=True,
        before=since_new_year(before),
        history=with_history(*past),
    )
    assume("looks_cumulative" not in [rule for rule, *_ in rules(periodic)])
    assert rules(periodic) == rules(cumulative)
