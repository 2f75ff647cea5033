"""The articles' committees as engine values, and short ways to write values like them.

Every number is copied by hand from the articles; nothing here is computed by the engine except
the interval of a qualifier, which has its own tests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from recruitment.progress.counts import Count, Stock
from recruitment.progress.goal import Goal
from recruitment.progress.goals import Evidence, goals_of
from recruitment.progress.intervals import Interval
from recruitment.progress.locality import Standing, standing
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier, interval_of, reading_of
from recruitment.progress.targets import Basis, Cadence, Kind, Sense, Target, WindowBasis


def days(start: str, end: str) -> Period:
    """Period of two ISO dates."""
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def years(first: int, last: int | None = None) -> Period:
    return Period(date(first, 1, 1), date(last or first, 12, 31))


def count(value: int, period: Period, qualifier: str = "exact", *, id: int = 1, **more) -> Count:  # noqa: A002
    word = Qualifier(qualifier)
    return Count(id, period, interval_of(value, word), reading_of(value, word), word, **more)


def stock(value: int, on: str, qualifier: str = "exact", *, id: int = 1, **more) -> Stock:  # noqa: A002
    word = Qualifier(qualifier)
    return Stock(id, date.fromisoformat(on), interval_of(value, word), word, **more)


def target(
    owner: str,
    window: Period,
    low: int | str,
    high: int | str | None = None,
    *,
    id: int = 1,  # noqa: A002
    kind: str = "count",
    cadence: str = "window",
    sense: str = "total",
    stated: Period | None = None,
    **more,
) -> Target:
    """A target; a total's high end is its low end unless another is given."""
    if sense == "total" and high is None:
        high = low
    return Target(
        id,
        owner,
        Kind(kind),
        Cadence(cadence),
        Sense(sense),
        Fraction(low),
        None if high is None else Fraction(high),
        window,
        stated or window,
        **more,
    )


@dataclass(frozen=True)
class Locality:
    """What the sources say of one committee."""

    owner: str
    targets: Sequence[Target] = ()
    counts: Sequence[Count] = ()
    stocks: Sequence[Stock] = ()
    units: Mapping[str, Sequence[Count]] = field(default_factory=dict)
    stated_units: int | None = None
    unit_targets: Mapping[str, Sequence[Target]] = field(default_factory=dict)

    @property
    def evidence(self) -> Evidence:
        return Evidence(tuple(self.counts), tuple(self.stocks))

    def standing(self, *inherited: Target) -> Standing:
        targets = (*self.targets, *inherited)
        unit_goals = {
            slug: goals_of(slug, theirs, Evidence(tuple(self.units[slug]), ()))
            for slug, theirs in self.unit_targets.items()
        }
        return standing(
            self.owner, targets, self.evidence, self.units, self.stated_units,
            unit_goals=unit_goals,
        )  # fmt: skip


def goals(*targets: Target, counts: Sequence[Count] = (), stocks: Sequence[Stock] = ()):
    """The goals of the owner of the first target."""
    place = Locality(targets[0].owner, targets, counts, stocks)
    return place.standing().own_goals


def goal(*targets: Target, counts: Sequence[Count] = (), stocks: Sequence[Stock] = ()) -> Goal:
    """The only goal that these give."""
    (found,) = goals(*targets, counts=counts, stocks=stocks)
    return found


def shown(interval: Interval | None, decimals: int = 2):
    """Both ends rounded, as a reader sees them: a pair, one number where they are equal."""
    if interval is None:
        return None
    low = round(float(interval.low), decimals)
    high = None if interval.high is None else round(float(interval.high), decimals)
    return low if low == high else (low, high)


# -- The national reference: 3–4 % of the members a year ---------------------------------------

NATION = target(
    "trung-uong", years(2020, 2030), 3, 4, id=1, kind="rate", cadence="year", sense="band",
    inherits=True, document_date=date(2022, 6, 16),
)  # fmt: skip

# -- Ô Môn and its wards, 16/5/2022 ------------------------------------------------------------

SINCE_2021 = days("2021-01-01", "2022-05-16")
NOT_STATED = {"from_stated": False, "to_stated": False, "to_earliest": date(2022, 4, 30)}


def since_2021(value: int, *, id: int) -> Count:  # noqa: A002
    """From 2021 until now: the last day is the article's at latest."""
    return count(value, SINCE_2021, id=id, published=date(2022, 5, 16), **NOT_STATED)


LONG_HUNG_COUNTS = (
    count(24, days("2021-01-01", "2022-04-30"), id=10, from_stated=False, to_stated=False),
    count(12, years(2021), id=11),
    count(12, days("2022-01-01", "2022-04-30"), id=12),
    since_2021(24, id=13),
)
LONG_HUNG = Locality(
    "long-hung",
    (
        target("long-hung", years(2021), 11, id=11, cadence="year", basis=Basis.IMPLIED),
        target("long-hung", years(2022), 12, id=12, cadence="year", basis=Basis.IMPLIED),
    ),
    LONG_HUNG_COUNTS,
)
THOI_LONG = Locality("thoi-long", (), (since_2021(31, id=20),))
WARDS = {
    "thoi-long": 31,
    "thoi-an": 31,
    "truong-lac": 26,
    "thoi-hoa": 23,
    "chau-van-liem": 23,
    "phuoc-thoi": 19,
    "benh-vien-o-mon": 21,
    "cong-an-o-mon": 13,
    "thpt-luong-dinh-cua": 4,
    "thpt-luu-huu-phuoc": 3,
}
O_MON_TARGET = target(
    "o-mon", days("2021-01-01", "2025-12-31"), 600, id=2, stated=years(2020, 2025),
    window_basis=WindowBasis.ASSUMED, of_term=True,
)  # fmt: skip
O_MON = Locality(
    "o-mon",
    (O_MON_TARGET,),
    (since_2021(238, id=30),),
    (stock(3642, "2022-05-16", on_earliest=date(2022, 4, 30)),),
    {
        "long-hung": LONG_HUNG_COUNTS,
        **{slug: (since_2021(n, id=id_),) for id_, (slug, n) in enumerate(WARDS.items(), 40)},
    },
    40,
    {"long-hung": LONG_HUNG.targets},
)

# -- Lâm Hà, 10/4/2024 -------------------------------------------------------------------------

LAM_HA = Locality(
    "lam-ha",
    (
        target("lam-ha", years(2021, 2025), 130, id=3, cadence="year", sense="floor"),
        target("lam-ha", years(2024), 145, id=4, cadence="year"),
        target("lam-ha", years(2024), 1, id=5, cadence="year", sense="floor", category="pupil"),
    ),
    (
        count(
            3, days("2023-06-14", "2024-04-10"), id=50, category="pupil",
            from_stated=False, to_stated=False,
        ),
    ),
)  # fmt: skip

# -- Tuyên Quang's bloc, mid-2020 --------------------------------------------------------------

TERM_TO_JUNE = days("2015-01-01", "2020-06-30")
IN_2015 = {"from_latest": date(2015, 12, 31), "from_stated": False}
TAN_TRAO = Locality(
    "dai-hoc-tan-trao",
    (target("dai-hoc-tan-trao", TERM_TO_JUNE, 50, id=7, basis=Basis.IMPLIED),),
    (
        count(95, TERM_TO_JUNE, id=62, **IN_2015),
        count(35, TERM_TO_JUNE, id=63, category="student", **IN_2015),
    ),
)
TAN_QUANG = Locality(
    "xi-mang-tan-quang",
    (),
    (count(11, TERM_TO_JUNE, id=64, **IN_2015),),
    (stock(88, "2020-06-30"),),
)
VIETINBANK = Locality(
    "vietinbank-tuyen-quang", (), (count(7, years(2019), id=65),), (stock(50, "2020-06-30"),)
)
KHOI = Locality(
    "khoi-tuyen-quang",
    (target("khoi-tuyen-quang", TERM_TO_JUNE, 897, 906, id=6, basis=Basis.IMPLIED),),
    (
        count(1147, TERM_TO_JUNE, id=60, **IN_2015),
        count(173, TERM_TO_JUNE, id=61, category="non_state_enterprise", **IN_2015),
    ),
    units={
        "dai-hoc-tan-trao": TAN_TRAO.counts[:1],
        "xi-mang-tan-quang": TAN_QUANG.counts,
        "vietinbank-tuyen-quang": VIETINBANK.counts,
    },
    unit_targets={"dai-hoc-tan-trao": TAN_TRAO.targets},
)

# -- Quảng Ninh, 25/11/2019 --------------------------------------------------------------------

TO_NOVEMBER = days("2015-01-01", "2019-11-25")
QUANG_NINH = Locality(
    "quang-ninh",
    (
        target(
            "quang-ninh", years(2015, 2020), 4, 5, id=8, kind="rate", cadence="year", sense="band",
            of_term=True,
        ),
    ),
    (count(14_000, TO_NOVEMBER, "more_than", id=70, **IN_2015),),
    (stock(101_000, "2019-11-25", "rounded"),),
)  # fmt: skip
MONG_CAI = Locality(
    "mong-cai",
    (
        target(
            "mong-cai", years(2015, 2020), 5, id=9, kind="rate", cadence="year", sense="floor",
            basis=Basis.IMPLIED, of_term=True,
        ),
    ),
    (count(906, TO_NOVEMBER, id=71, **IN_2015),),
)  # fmt: skip
HA_LONG = Locality(
    "ha-long",
    (target("ha-long", years(2015, 2020), 350, id=10, cadence="year"),),
    (
        count(1464, years(2015, 2018), id=72),
        count(263, days("2019-01-01", "2019-09-30"), id=73),
        count(10, TO_NOVEMBER, id=74, category="private_business_owner", to_stated=False),
    ),
)

# -- Quỳnh Phụ, 22/9/2024 ----------------------------------------------------------------------

QUYNH_PHU = Locality(
    "quynh-phu",
    (),
    (
        count(
            500, days("2020-01-01", "2024-09-22"), "more_than", id=80,
            from_latest=date(2020, 12, 31), from_stated=False,
        ),
    ),
)  # fmt: skip
AN_LE = Locality("an-le")
