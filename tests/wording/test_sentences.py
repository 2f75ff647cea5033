"""A table of situations and the sentence that each gives, in both languages."""

from datetime import date
from fractions import Fraction

import pytest
from django.utils.translation import override

from recruitment.progress.counts import Count, Stock
from recruitment.progress.goals import Evidence
from recruitment.progress.locality import standing
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier, interval_of, reading_of
from recruitment.progress.targets import Basis, Cadence, Kind, Sense, Target
from recruitment.wording.sentences import age_text, headline_sentence

TERM = Period(date(2021, 1, 1), date(2025, 12, 31))


def count(start, end, value, qualifier="exact", **more):
    kind = Qualifier(qualifier)
    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    number = count.next = getattr(count, "next", 0) + 1
    return Count(number, period, interval_of(value, kind), reading_of(value, kind), kind, **more)


def target(low, high=None, *, window=TERM, kind="count", cadence="window", sense="total", **more):
    return Target(
        id=1,
        owner="x",
        kind=Kind(kind),
        cadence=Cadence(cadence),
        sense=Sense(sense),
        low=Fraction(low),
        high=None if high is None else Fraction(high),
        window=window,
        stated=more.pop("stated", window),
        **more,
    )


def of_year(low, high, year, **more):
    window = Period(date(year, 1, 1), date(year, 12, 31))
    return target(low, high, window=window, cadence="year", **more)


TERM_600 = target(600, 600, stated=Period(date(2020, 1, 1), date(2025, 12, 31)), of_term=True)
BAND = target(
    4,
    5,
    window=Period(date(2015, 1, 1), date(2020, 12, 31)),
    kind="rate",
    cadence="year",
    sense="band",
    of_term=True,
)
FLOOR_RATE = target(
    5,
    window=Period(date(2015, 1, 1), date(2020, 12, 31)),
    kind="rate",
    cadence="year",
    sense="floor",
    of_term=True,
)
YEARLY_350 = target(350, 350, window=Period(date(2015, 1, 1), date(2020, 12, 31)), cadence="year")
STOCK = Stock(1, date(2019, 11, 25), interval_of(101000, Qualifier.ROUNDED))

SITUATIONS = {
    "running, ahead": (
        [TERM_600],
        [count("2021-01-01", "2022-05-16", 238)],
        [],
        "Đến ngày 16/5/2022, X đã kết nạp được 238 đảng viên, đạt 39,67% chỉ tiêu nhiệm kỳ "
        "2020–2025 (600), cao hơn tiến độ bình quân theo thời gian 12,23 điểm phần trăm.",
        "By 16 May 2022, X had admitted 238 members, 39.67% of the target for the 2020–2025 term "
        "(600), 12.23 percentage points above even pace over time.",
    ),
    "running, behind": (
        [TERM_600],
        [count("2021-01-01", "2022-05-16", 100)],
        [],
        "Đến ngày 16/5/2022, X đã kết nạp được 100 đảng viên, đạt 16,67% chỉ tiêu nhiệm kỳ "
        "2020–2025 (600), thấp hơn tiến độ bình quân theo thời gian 10,77 điểm phần trăm.",
        "By 16 May 2022, X had admitted 100 members, 16.67% of the target for the 2020–2025 term "
        "(600), 10.77 percentage points below even pace over time.",
    ),
    "running, a hair's breadth ahead": (
        [target(100_000, 100_000)],
        [count("2021-01-01", "2022-05-16", 27_440)],
        [],
        "Đến ngày 16/5/2022, X đã kết nạp được 27.440 đảng viên, đạt 27,44% chỉ tiêu giai đoạn "
        "2021–2025 (100.000), cao hơn tiến độ bình quân theo thời gian 0,01 điểm phần trăm.",
        "By 16 May 2022, X had admitted 27,440 members, 27.44% of the target for the period "
        "2021–2025 (100,000), 0.01 percentage points above even pace over time.",
    ),
    "running, ahead of a target known as a range": (
        [target(590, 610, basis=Basis.IMPLIED)],
        [count("2021-01-01", "2022-05-16", 238)],
        [],
        "Đến ngày 16/5/2022, X đã kết nạp được 238 đảng viên, đạt 39,02–40,34% chỉ tiêu giai đoạn "
        "2021–2025 (590–610, suy ra), cao hơn tiến độ bình quân theo thời gian 11,58–12,90 điểm "
        "phần trăm.",
        "By 16 May 2022, X had admitted 238 members, 39.02–40.34% of the target for the period "
        "2021–2025 (590–610, inferred), 11.58–12.90 percentage points above even pace over time.",
    ),
    "running, at even pace with a target known as a range": (
        [target(590, 610, basis=Basis.IMPLIED)],
        [count("2021-01-01", "2022-05-16", 167)],
        [],
        "Đến ngày 16/5/2022, X đã kết nạp được 167 đảng viên, đạt 27,38–28,31% chỉ tiêu giai đoạn "
        "2021–2025 (590–610, suy ra), từ thấp hơn 0,06 đến cao hơn 0,87 điểm phần trăm so với "
        "tiến độ bình quân theo thời gian.",
        "By 16 May 2022, X had admitted 167 members, 27.38–28.31% of the target for the period "
        "2021–2025 (590–610, inferred), between 0.06 percentage points below and 0.87 above even "
        "pace over time.",
    ),
    "too early": (
        [TERM_600],
        [count("2021-01-01", "2021-03-31", 20)],
        [],
        "Đến ngày 31/3/2021, X đã kết nạp được 20 đảng viên, đạt 3,33% chỉ tiêu nhiệm kỳ "
        "2020–2025 (600); thời gian đã qua còn ít, chưa đánh giá tiến độ.",
        "By 31 March 2021, X had admitted 20 members, 3.33% of the target for the 2020–2025 term "
        "(600); too little time has passed to judge the pace.",
    ),
    "achieved before the end": (
        [of_year(12, 12, 2022, basis=Basis.IMPLIED)],
        [count("2022-01-01", "2022-04-30", 12)],
        [],
        "Đến ngày 30/4/2022, X đã kết nạp được 12 đảng viên, đạt 100% chỉ tiêu năm 2022 "
        "(12, suy ra), hoàn thành trước thời hạn.",
        "By 30 April 2022, X had admitted 12 members, 100% of the target for 2022 "
        "(12, inferred), reached before the end of the period.",
    ),
    "exceeded at the end, implied range": (
        [
            target(
                897,
                906,
                basis=Basis.IMPLIED,
                of_term=True,
                window=Period(date(2015, 1, 1), date(2020, 6, 30)),
                stated=Period(date(2015, 1, 1), date(2020, 12, 31)),
            )
        ],
        [count("2015-01-01", "2020-06-30", 1147)],
        [],
        "Đến ngày 30/6/2020, X đã kết nạp được 1.147 đảng viên, đạt 126,60–127,87% chỉ tiêu "
        "nhiệm kỳ 2015–2020 (897–906, suy ra).",
        "By 30 June 2020, X had admitted 1,147 members, 126.60–127.87% of the target for the "
        "2015–2020 term (897–906, inferred).",
    ),
    "not achieved": (
        [of_year(350, 350, 2019)],
        [count("2019-01-01", "2019-12-31", 340)],
        [],
        "Năm 2019, X kết nạp được 340 đảng viên, đạt 97,14% chỉ tiêu năm 2019 (350), còn thiếu 10.",
        "In 2019, X admitted 340 members, 97.14% of the target for 2019 (350), 10 short of it.",
    ),
    "average of several years": (
        [YEARLY_350],
        [count("2015-01-01", "2018-12-31", 1464)],
        [],
        "Trong các năm 2015–2018, X kết nạp được 1.464 đảng viên, bình quân mỗi năm 366 đảng "
        "viên, đạt 104,57% chỉ tiêu năm (350).",
        "In the years 2015–2018, X admitted 1,464 members, 366 a year on average, 104.57% of the "
        "yearly target (350).",
    ),
    "rate that cannot be settled": (
        [BAND],
        [count("2015-01-01", "2019-11-25", 14000, "more_than", from_latest=date(2015, 12, 31))],
        [STOCK],
        "Đến ngày 25/11/2019, X đã kết nạp được hơn 14.000 đảng viên, bình quân mỗi năm ít nhất "
        "2,81% tổng số đảng viên (chỉ tiêu: 4–5%). Chưa đủ căn cứ để kết luận: cần biết số kết "
        "nạp chính xác, tổng số đảng viên đầu kỳ và thời điểm chính xác của số liệu. Số liệu "
        "có thể bắt đầu muộn nhất từ ngày 31/12/2015.",
        "By 25 November 2019, X had admitted more than 14,000 members, at least 2.81% of its "
        "members a year on average (target: 4–5%). Not enough is known to conclude: it takes the "
        "exact number admitted, the number of members at the start and the exact dates of the "
        "figures. The figures may begin as late as 31 December 2015.",
    ),
    "rate without a base": (
        [FLOOR_RATE],
        [count("2015-01-01", "2019-11-25", 906)],
        [],
        "Đến ngày 25/11/2019, X đã kết nạp được 906 đảng viên; thiếu tổng số đảng viên nên chưa "
        "tính được tỷ lệ kết nạp mỗi năm (chỉ tiêu: từ 5% trở lên mỗi năm).",
        "By 25 November 2019, X had admitted 906 members; without the total number of members "
        "the yearly rate cannot be computed (target: from 5% upward a year).",
    ),
    "targets without figures": (
        [
            target(130, sense="floor", cadence="year"),
            of_year(145, 145, 2024),
        ],
        [],
        [],
        "X có chỉ tiêu năm 2024 (từ 130 trở lên và 145); chưa có số liệu kết nạp được công bố.",
        "X has a target for 2024 (from 130 upward and 145); no figure of admissions has been "
        "published yet.",
    ),
    "missing days": (
        [TERM_600],
        [count("2021-01-01", "2022-05-16", 238), count("2022-07-01", "2022-09-30", 30)],
        [],
        "Đến ngày 30/9/2022, X đã kết nạp được ít nhất 268 đảng viên, đạt ít nhất 44,67% chỉ "
        "tiêu nhiệm kỳ 2020–2025 (600) (đánh giá trên những ngày có số liệu). Còn 45 ngày chưa "
        "có số liệu (17/5/2022 – 30/6/2022).",
        "By 30 September 2022, X had admitted at least 268 members, at least 44.67% of the target "
        "for the 2020–2025 term (600) (judged on the days that figures cover). There are 45 days "
        "without figures (17 May 2022 – 30 June 2022).",
    ),
    "no target of its own": (
        [],
        [count("2020-01-01", "2024-09-22", 500, "more_than")],
        [],
        "Đến ngày 22/9/2024, X đã kết nạp được hơn 500 đảng viên; chưa có chỉ tiêu riêng để "
        "so sánh.",
        "By 22 September 2024, X had admitted more than 500 members; it has no target of its own "
        "to compare with.",
    ),
    "nothing but a name": (
        [],
        [],
        [],
        "Chưa có chỉ tiêu và số liệu kết nạp của X.",
        "There is no target and no figure of admissions of X yet.",
    ),
}


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sentence_of_a_situation(situation, language):
    targets, counts, stocks, vietnamese, english = SITUATIONS[situation]
    found = standing("x", targets, Evidence(tuple(counts), tuple(stocks)), {})
    with override(language):
        sentence = str(headline_sentence("X", found))
    assert sentence == (vietnamese if language == "vi" else english)


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
