"""Every chart, with the articles' data and with the hard cases that the articles lack."""

from dataclasses import replace
from datetime import date

from recruitment.charts.categories import categories
from recruitment.charts.children import children
from recruitment.charts.compare import compare
from recruitment.charts.cumulative import cumulative, cumulative_counts
from recruitment.charts.goals import goals
from recruitment.charts.inputs import (
    ActivityRow,
    CategoryRow,
    Frame,
    GoalRow,
    LocalityRow,
    UnitLabel,
)
from recruitment.charts.members import members
from recruitment.charts.quarters import quarters
from recruitment.charts.ranking import UnitOrder
from recruitment.charts.source_pool import source_pool
from recruitment.charts.spec import ChartSpec
from recruitment.charts.stocks import stocks
from recruitment.charts.years import years
from recruitment.progress.counts import Count
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import quarter_of
from recruitment.progress.prior_year import against_prior_year
from tests.progress import cast
from tests.progress.cast import Locality, count, days, stock, target

NAMES = {
    "o-mon": "Đảng bộ quận Ô Môn",
    "long-hung": "Đảng bộ phường Long Hưng",
    "lam-ha": "Đảng bộ huyện Lâm Hà",
    "khoi-tuyen-quang": "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh Tuyên Quang",
    "dai-hoc-tan-trao": "Đảng bộ Trường Đại học Tân Trào",
    "xi-mang-tan-quang": "Đảng bộ Công ty cổ phần Xi măng Tân Quang",
    "quang-ninh": "Đảng bộ tỉnh Quảng Ninh",
    "mong-cai": "Đảng bộ thành phố Móng Cái",
    "ha-long": "Đảng bộ thành phố Hạ Long",
    "quynh-phu": "Đảng bộ huyện Quỳnh Phụ",
}
UNITS = {
    "benh-vien-o-mon": UnitLabel("Đảng bộ Bệnh viện – Trung tâm Y tế quận"),
    "chau-van-liem": UnitLabel("Đảng bộ phường Châu Văn Liêm"),
    "cong-an-o-mon": UnitLabel("Đảng bộ Công an quận"),
    "long-hung": UnitLabel("Đảng bộ phường Long Hưng", tail="✓ 100% kế hoạch 2022"),
    "phuoc-thoi": UnitLabel("Đảng bộ phường Phước Thới"),
    "thoi-an": UnitLabel("Đảng bộ phường Thới An"),
    "thoi-hoa": UnitLabel("Đảng bộ phường Thới Hòa"),
    "thoi-long": UnitLabel("Đảng bộ phường Thới Long"),
    "thpt-luong-dinh-cua": UnitLabel("Chi bộ Trường THPT Lương Định Của"),
    "thpt-luu-huu-phuoc": UnitLabel("Chi bộ Trường THPT Lưu Hữu Phước"),
    "truong-lac": UnitLabel("Đảng bộ phường Trường Lạc"),
}


def frame(place: Locality | str, *sources: str, provisional: bool = False) -> Frame:
    name = place if isinstance(place, str) else NAMES[place.owner]
    return Frame(name, sources or ("Báo Cần Thơ, 16/5/2022",), provisional)


def headline(place: Locality, *inherited):
    return place.standing(*inherited).goals[0]


def goal_rows(place: Locality, *inherited) -> list[GoalRow]:
    return [GoalRow(goal) for goal in place.standing(*inherited).goals]


# -- One locality each -----------------------------------------------------------------------------


def cumulative_of(place: Locality, *inherited) -> ChartSpec | None:
    return cumulative(frame(place), headline(place, *inherited))


def o_mon_children(order=UnitOrder.ADMITTED) -> ChartSpec:
    goal = headline(cast.LONG_HUNG)
    units = UNITS | {"long-hung": replace(UNITS["long-hung"], goal=goal)}
    found = children(frame(cast.O_MON), cast.O_MON.standing().children, units, order)
    assert found is not None
    return found


# -- What the articles do not have -----------------------------------------------------------------


def gapped() -> Locality:
    """A year and a half without figures in the middle of a term, and a range at its end."""
    return Locality(
        "lam-ha",
        (target("lam-ha", days("2021-01-01", "2025-12-31"), 650, id=90),),
        (
            count(120, cast.years(2021), id=90),
            count(35, days("2022-01-01", "2022-03-31"), id=91),
            count(200, days("2023-10-01", "2024-06-30"), "about", id=92),
        ),
    )


QUARTERLY = (31, 24, 42, 19, 35, 30, 47, 22, 41, 33, 52, 28)


def quarterly() -> Locality:
    """Three full years of quarters: a projection with a range."""
    found, day = [], date(2021, 1, 1)
    for number, value in enumerate(QUARTERLY):
        quarter = quarter_of(day)
        found.append(count(value, quarter, id=100 + number))
        day = date(quarter.end.year + quarter.end.month // 12, quarter.end.month % 12 + 1, 1)
    return Locality(
        "long-hung", (target("long-hung", days("2021-01-01", "2025-12-31"), 600, id=91),), found
    )


def quarter_rows(counts: list[Count] | tuple[Count, ...]):
    periods = sorted({c.period for c in counts if quarter_of(c.period.start) == c.period})
    return [(p, pair) for p in periods if (pair := against_prior_year(p, counts))]


def behind() -> Locality:
    return Locality(
        "ha-long",
        (target("ha-long", days("2021-01-01", "2025-12-31"), 1200, id=92, sense="total"),),
        (count(310, days("2021-01-01", "2023-06-30"), id=120),),
    )


def overshooting() -> Locality:
    return Locality(
        "mong-cai",
        (target("mong-cai", days("2021-01-01", "2025-12-31"), 250, id=93),),
        (count(400, days("2021-01-01", "2025-09-30"), id=121),),
    )


def wedge() -> Locality:
    """A rate with the members known at the start, and one year of it."""
    return Locality(
        "quang-ninh",
        (
            target(
                "quang-ninh", days("2021-01-01", "2025-12-31"), 3, 4, id=94, kind="rate",
                sense="band",
            ),
        ),
        (count(520, days("2021-01-01", "2023-12-31"), id=122),),
        (stock(5200, "2020-12-31"), stock(5590, "2022-12-31"), stock(5770, "2023-12-31")),
    )  # fmt: skip


def many_units(number: int = 40) -> ChartSpec:
    """Forty units with long names; some without a figure, one with an open one."""
    window = cast.years(2023)
    kinds = ("xã", "phường", "thị trấn")
    counts, units = {}, {}
    for n in range(number):
        slug = f"unit-{n:02}"
        value = (n * 37) % 53
        qualifier = "more_than" if n == 7 else "exact"
        counts[slug] = () if n % 9 == 4 else (count(value, window, qualifier, id=200 + n),)
        name = f"Đảng bộ {kinds[n % 3]} Nghĩa Thuận Hòa Bình số {n}"
        units[slug] = UnitLabel(name)
    counts["unit-13"] = (count(9, days("2023-01-01", "2023-09-30"), id=300),)
    counts["unit-03"] = (count(0, window, id=301),)
    units["unit-05"] = UnitLabel(
        "Đảng bộ Công ty trách nhiệm hữu hạn một thành viên Quản lý và Xây dựng giao thông "
        "thành phố trực thuộc tỉnh"
    )
    place = Locality(
        "lam-ha", (target("lam-ha", window, 900, id=95),), (count(1100, window, id=199),), (),
        counts, number + 5,
    )  # fmt: skip
    found = children(frame(place), place.standing().children, units)
    assert found is not None
    return found


def league() -> ChartSpec:
    rows = [
        LocalityRow("dai-hoc-tan-trao", "Đại học Tân Trào", headline(cast.TAN_TRAO)),
        LocalityRow("khoi-tuyen-quang", "Khối cơ quan và doanh nghiệp Tuyên Quang",
                    headline(cast.KHOI)),
        LocalityRow("mong-cai", "Thành phố Móng Cái", headline(overshooting())),
        LocalityRow("o-mon", "Quận Ô Môn", headline(cast.O_MON)),
        LocalityRow("ha-long", "Thành phố Hạ Long", headline(behind())),
        LocalityRow("xi-mang", "Xi măng Tân Quang", None, words="11 đảng viên kết nạp 2015–2020"),
    ]  # fmt: skip
    found = compare(frame("Các địa phương"), rows)
    assert found is not None
    return found


def yearly_league() -> ChartSpec:
    rows = [
        *(LocalityRow("long-hung", "Phường Long Hưng", g) for g in cast.LONG_HUNG.standing().goals),
        *(LocalityRow("ha-long", "Thành phố Hạ Long", g) for g in cast.HA_LONG.standing().goals),
        *(LocalityRow("lam-ha", "Huyện Lâm Hà", g) for g in cast.LAM_HA.standing().goals),
    ]
    found = compare(frame("Các địa phương"), rows)
    assert found is not None
    return found


def rate_league() -> ChartSpec:
    rows = [
        LocalityRow("quang-ninh", "Tỉnh Quảng Ninh", headline(cast.QUANG_NINH)),
        LocalityRow("mong-cai", "Thành phố Móng Cái", headline(cast.MONG_CAI)),
        LocalityRow("quynh-phu", "Huyện Quỳnh Phụ", headline(cast.QUYNH_PHU, cast.NATION)),
    ]
    found = compare(frame("Các địa phương"), rows)
    assert found is not None
    return found


def category_rows() -> list[CategoryRow]:
    exact = Interval.exact
    return [
        CategoryRow("Sinh viên", cast.TERM_TO_JUNE, exact(35), exact(95)),
        CategoryRow("Đảng viên ở doanh nghiệp ngoài Nhà nước", cast.TERM_TO_JUNE, exact(173),
                    exact(1147)),
        CategoryRow("Chủ doanh nghiệp tư nhân", cast.TO_NOVEMBER, exact(10)),
        CategoryRow("Phụ nữ", cast.years(2023), Interval.between(40, 60), exact(120)),
    ]  # fmt: skip


def activity_rows() -> list[ActivityRow]:
    exact, aware = Interval.exact, "Lớp bồi dưỡng nhận thức về Đảng"
    first_quarter = days("2024-01-01", "2024-03-31")
    return [
        ActivityRow(aware, cast.years(2023), exact(287), "học viên", 3),
        ActivityRow(aware, first_quarter, exact(158), "học viên", 2),
        ActivityRow(aware, cast.years(2022), None, "học viên", 4),
        ActivityRow("Lớp đảng viên mới", cast.TERM_TO_JUNE, exact(1087), "đảng viên mới", 22,
                    after_admission=True),
    ]  # fmt: skip


def all_charts() -> dict[str, list[ChartSpec]]:
    """Charts by page of the gallery."""
    quarter_place = quarterly()
    ha_long, lam_ha = cast.HA_LONG, cast.LAM_HA
    rates = [*goal_rows(wedge()), *goal_rows(cast.QUANG_NINH), *goal_rows(cast.O_MON, cast.NATION)]
    found = {
        "cumulative": [
            cumulative_of(cast.O_MON),
            cumulative_of(cast.LONG_HUNG),
            cumulative_of(cast.KHOI),
            cumulative_of(cast.TAN_TRAO),
            cumulative_of(cast.QUANG_NINH),
            cumulative_of(ha_long),
        ],
        "cumulative2": [
            cumulative_counts(
                frame(cast.QUYNH_PHU), cast.QUYNH_PHU.standing(cast.NATION).headline_count
            ),
            cumulative_counts(frame(cast.TAN_QUANG), cast.TAN_QUANG.standing().headline_count),
            cumulative_of(gapped()),
            cumulative_of(quarter_place),
            cumulative_of(behind()),
            cumulative_of(overshooting()),
            cumulative_of(wedge()),
        ],
        "goals": [
            goals(frame(cast.O_MON, provisional=True), goal_rows(cast.O_MON, cast.NATION)),
            goals(frame(ha_long), goal_rows(ha_long)),
            goals(frame(lam_ha), goal_rows(lam_ha)),
            goals(frame(cast.QUANG_NINH), goal_rows(cast.QUANG_NINH)),
            goals(frame(cast.KHOI), goal_rows(cast.KHOI)),
        ],
        "compare": [league(), yearly_league(), rate_league()],
        "years": [
            years(frame(ha_long), goal_rows(ha_long)),
            years(frame(cast.LONG_HUNG), goal_rows(cast.LONG_HUNG)),
            years(frame(lam_ha), goal_rows(lam_ha)),
            years(frame(lam_ha), goal_rows(full_years())),
        ],
        "quarters": [
            quarters(frame(quarter_place), quarter_rows(quarter_place.counts)),
            quarters(frame(quarter_place), quarter_rows(quarter_place.counts)[4:7]),
        ],
        "members": [
            members(frame(cast.O_MON), rates, cast.O_MON.stocks),
            members(frame(cast.MONG_CAI), goal_rows(cast.MONG_CAI), ()),
            stocks(frame(wedge()), (*wedge().stocks, stock(6000, "2024-06-30", "more_than"))),
        ],
        "children": [o_mon_children(), o_mon_children(UnitOrder.PERCENT)],
        "many": [many_units()],
        "categories": [
            categories(frame(cast.TAN_TRAO), category_rows()),
            source_pool(frame(lam_ha), activity_rows()),
        ],
    }
    return {page: [spec for spec in specs if spec] for page, specs in found.items()}


def full_years() -> Locality:
    """Floors and a plan of the same year, five years of figures."""
    values = (131, 128, 160, 90)
    return Locality(
        "lam-ha",
        (
            target("lam-ha", cast.years(2021, 2025), 130, id=3, cadence="year", sense="floor"),
            target("lam-ha", cast.years(2024), 145, id=4, cadence="year"),
        ),
        [
            *(count(v, cast.years(2021 + n), id=400 + n) for n, v in enumerate(values[:3])),
            count(90, days("2024-01-01", "2024-08-31"), "more_than", id=410),
        ],
    )
