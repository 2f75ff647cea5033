from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from recruitment.progress.goals import Evidence
from recruitment.progress.intervals import Interval
from recruitment.progress.stated import StatedResult, check
from recruitment.progress.verdicts import StatedKind

from .cast import (
    HA_LONG,
    KHOI,
    LONG_HUNG,
    MONG_CAI,
    O_MON,
    SINCE_2021,
    TAN_TRAO,
    TERM_TO_JUNE,
    TO_NOVEMBER,
    VIETINBANK,
    count,
    days,
    shown,
    stock,
    target,
    years,
)


def result(kind, value, period, place=None, *, infers=False, aim=0):
    """A printed result; ``aim`` is which of the place's targets it speaks of."""
    decimals = -Decimal(value).as_tuple().exponent
    own = place.targets[aim] if place and place.targets else None
    return StatedResult(1, StatedKind(kind), Decimal(value), decimals, period, "total", own, infers)


@pytest.mark.parametrize(
    ("place", "kind", "value", "period", "aim", "infers", "computed", "verdict"),
    [
        (O_MON, "percent_of_target", "39.66", SINCE_2021, 0, False, 39.67, "agrees_truncated"),
        (LONG_HUNG, "percent_of_target", "109", years(2021), 0, True, 109.09, "used_to_infer"),
        (LONG_HUNG, "percent_of_target", "100", days("2022-01-01", "2022-04-30"), 1, True, 100.0,
         "used_to_infer"),
        (KHOI, "over_percent", "27", TERM_TO_JUNE, 0, True, (26.6, 27.87), "used_to_infer"),
        (TAN_TRAO, "over_persons", "45", TERM_TO_JUNE, 0, True, 45.0, "used_to_infer"),
        (VIETINBANK, "average_per_year", "6", TERM_TO_JUNE, 0, False, None, "cannot_check"),
        (MONG_CAI, "rate_per_year", "5.5", TO_NOVEMBER, 0, False, None, "cannot_check"),
        (MONG_CAI, "over_points", "0.5", TO_NOVEMBER, 0, True, None, "used_to_infer"),
        (MONG_CAI, "rate_per_year", "5.5", TO_NOVEMBER, 0, True, None, "used_to_infer"),
        (HA_LONG, "average_per_year", "366", years(2015, 2018), 0, False, 366.0, "agrees"),
    ],
)  # fmt: skip
def test_the_articles(place, kind, value, period, aim, infers, computed, verdict):
    found = check(result(kind, value, period, place, infers=infers, aim=aim), place.evidence)
    assert shown(found.computed) == computed
    assert found.verdict == verdict


def test_a_count_that_no_longer_gives_the_target():
    """With 13 admitted no plan of whole persons prints 109 %; with 24 it would be another plan."""
    printed = result("percent_of_target", "109", years(2021), LONG_HUNG, infers=True)
    for admitted, verdict in ((12, "used_to_infer"), (13, "disagrees"), (24, "disagrees")):
        evidence = Evidence((count(admitted, years(2021)),), ())
        assert check(printed, evidence).verdict == verdict


def test_an_inference_without_its_figures_cannot_be_checked():
    printed = result("percent_of_target", "109", years(2021), LONG_HUNG, infers=True)
    assert check(printed, Evidence((), ())).verdict == "cannot_check"
    more = Evidence((count(12, years(2021), "more_than"),), ())
    assert check(printed, more).verdict == "cannot_check"
    assert check(replace(printed, target=None), LONG_HUNG.evidence).verdict == "cannot_check"


def test_over_means_three_things():
    """127 of 100: 27 % and 27 persons over; 5,5 % of the members against 5 %: 0,5 points."""
    plan = target("x", years(2021), 100)
    figures = Evidence((count(127, years(2021)),), ())
    for kind in ("over_percent", "over_persons"):
        printed = replace(result(kind, "27", years(2021)), target=plan)
        assert check(printed, figures).verdict == "agrees"
        assert check(replace(printed, value=Decimal(28)), figures).verdict == "disagrees"
    rate = target("x", years(2021), 5, kind="rate", sense="floor")
    members = Evidence((count(55, years(2021)),), (stock(1000, "2020-12-31"),))
    printed = replace(result("over_points", "0.5", years(2021)), target=rate)
    found = check(printed, members)
    assert (found.computed, found.verdict) == (Interval.exact(Fraction(1, 2)), "agrees")
    assert check(replace(printed, target=None), members).verdict == "cannot_check"


def test_below_the_plan_is_over_by_less_than_0():
    plan = target("x", years(2021), 100)
    printed = replace(result("over_persons", "5", years(2021)), target=plan)
    found = check(printed, Evidence((count(95, years(2021)),), ()))
    assert (found.computed, found.verdict) == (Interval.exact(-5), "disagrees")


def test_a_rate_against_a_stock():
    printed = result("rate_per_year", "5.5", years(2021))
    figures = (count(55, years(2021)),)
    assert check(printed, Evidence(figures, (stock(1000, "2020-12-31"),))).verdict == "agrees"
    # Membership has grown since the start: the true rate was higher than 55 of 1.000.
    later = Evidence(figures, (stock(1000, "2021-12-31"),))
    assert check(printed, later).verdict == "cannot_check"
    assert check(replace(printed, value=Decimal("5.4")), later).verdict == "disagrees"
    more = Evidence((count(50, years(2021)),), (stock(1000, "2021-12-31"),))
    assert check(printed, more).verdict == "cannot_check"


def test_a_result_needs_a_count_of_exactly_its_days():
    printed = result("percent_of_target", "39.66", SINCE_2021, O_MON)
    for period in (years(2021), days("2021-01-01", "2022-06-30"), days("2020-01-01", "2022-05-16")):
        assert check(printed, Evidence((count(238, period),), ())).computed is None
    halves = (count(200, years(2021)), count(38, days("2022-01-01", "2022-05-16"), id=2))
    assert check(printed, Evidence(halves, ())).verdict == "agrees_truncated"
    other = Evidence((count(238, SINCE_2021, category="student"),), ())
    assert check(printed, other).verdict == "cannot_check"


def test_an_average_over_inferred_dates_spans_both_bounds():
    inferred = count(1464, years(2015, 2018), from_latest=date(2015, 12, 31))
    printed = result("average_per_year", "400", years(2015, 2018))
    found = check(printed, Evidence((inferred,), ()))
    assert shown(found.computed, 1) == (366.0, 487.6)
    assert found.verdict == "cannot_check"
    assert (
        check(replace(printed, value=Decimal(300)), Evidence((inferred,), ())).verdict
        == "disagrees"
    )
    more = Evidence((count(1464, years(2015, 2018), "more_than"),), ())
    assert check(printed, more).verdict == "cannot_check"
    assert check(replace(printed, value=Decimal(300)), more).verdict == "disagrees"


def test_a_percent_of_a_target_that_is_not_there():
    printed = result("percent_of_target", "39.66", SINCE_2021)
    assert check(printed, O_MON.evidence).verdict == "cannot_check"
