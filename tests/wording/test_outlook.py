"""What is still to be done, where it leads, what a rate stands on, and several goals at once."""

from fractions import Fraction

import pytest
from django.utils.translation import override

from recruitment.progress.goals import Evidence
from recruitment.progress.intervals import Interval
from recruitment.progress.locality import standing
from recruitment.progress.prior_year import PriorYear
from recruitment.wording import makeup, numbers, outlook, several, units
from recruitment.wording.goals import admitted_number, percent_text

from .situations import BAND, FLOOR_RATE, PROVISIONAL, TERM_600, count, days, of_year, stock, target


def goal_of(targets, counts, stocks=()):
    return standing("x", targets, Evidence(tuple(counts), tuple(stocks)), {}).headline


def in_both(function, *args, **more):
    found = []
    for language in ("vi", "en"):
        with override(language):
            found.append(function(*args, **more))
    return found


NEEDED = {
    "a term": (
        goal_of([TERM_600], [count("2021-01-01", "2022-05-16", 238)]),
        "Từ ngày 17/5/2022 đến hết ngày 31/12/2025 còn phải kết nạp 362 đảng viên, bình quân mỗi "
        "quý 25 đảng viên (làm tròn lên).",
        "Still to be admitted from 17 May 2022 to 31 December 2025: 362 members, 25 a quarter on "
        "average (rounded up).",
    ),
    "the last quarter": (
        goal_of([of_year(350, 350, 2019)], [count("2019-01-01", "2019-09-30", 349)]),
        "Từ ngày 1/10/2019 đến hết ngày 31/12/2019 còn phải kết nạp 1 đảng viên.",
        "Still to be admitted from 1 October 2019 to 31 December 2019: 1 member.",
    ),
    "more than": (
        goal_of([TERM_600], [count("2021-01-01", "2022-05-16", 500, "more_than")]),
        "Từ ngày 17/5/2022 đến hết ngày 31/12/2025 còn phải kết nạp nhiều nhất 99 đảng viên, bình "
        "quân mỗi quý nhiều nhất 7 đảng viên (làm tròn lên).",
        "Still to be admitted from 17 May 2022 to 31 December 2025: at most 99 members, at most 7 "
        "a quarter on average (rounded up).",
    ),
    "provisional": (
        goal_of([TERM_600], [count("2021-01-01", "2022-05-16", 238, finality=PROVISIONAL)]),
        "Từ ngày 17/5/2022 đến hết ngày 31/12/2025 ước còn phải kết nạp 362 đảng viên, bình quân "
        "mỗi quý ước 25 đảng viên (làm tròn lên).",
        "Still to be admitted from 17 May 2022 to 31 December 2025, on provisional figures: 362 "
        "members, 25 a quarter on average (rounded up).",
    ),
    "provisional, the last quarter": (
        goal_of(
            [of_year(350, 350, 2019)],
            [count("2019-01-01", "2019-09-30", 349, finality=PROVISIONAL)],
        ),
        "Từ ngày 1/10/2019 đến hết ngày 31/12/2019 ước còn phải kết nạp 1 đảng viên.",
        "Still to be admitted from 1 October 2019 to 31 December 2019, on provisional figures: 1 "
        "member.",
    ),
    "more than a number, of more days": (
        goal_of([of_year(145, 145, 2024)], [count("2020-01-01", "2024-04-10", 500, "more_than")]),
        "",
        "",
    ),
    "reached": (goal_of([TERM_600], [count("2021-01-01", "2022-05-16", 600)]), "", ""),
    "ended": (goal_of([of_year(350, 350, 2019)], [count("2019-01-01", "2019-12-31", 1)]), "", ""),
    "no figures": (goal_of([TERM_600], []), "", ""),
}


@pytest.mark.parametrize("situation", NEEDED)
def test_what_is_still_needed(situation):
    goal, vietnamese, english = NEEDED[situation]
    assert in_both(outlook.needed_text, goal) == [vietnamese, english]


def test_a_projection_is_arithmetic_and_is_called_so():
    goal = goal_of([TERM_600], [count("2021-01-01", "2022-05-16", 238)])
    assert in_both(outlook.projection_text, goal) == [
        "Nếu giữ mức bình quân như thời gian qua, đến ngày 31/12/2025 sẽ kết nạp được khoảng 867 "
        "đảng viên, so với chỉ tiêu 600. Đây là phép tính để tham khảo, không phải kết quả. "
        "Chưa đủ tám số liệu quý trong thời gian của chỉ tiêu nên chưa dự báo khoảng và khả năng "
        "đạt.",
        "If the average so far is kept, about 867 will have been admitted by 31 December 2025, "
        "against the target of 600. This is arithmetic for orientation, not a result. Fewer than "
        "eight quarterly figures in the target's own time: no range and no chance.",
    ]


def test_a_projection_of_provisional_figures_says_so():
    goal = goal_of([TERM_600], [count("2021-01-01", "2022-05-16", 238, finality=PROVISIONAL)])
    vietnamese, english = in_both(outlook.projection_text, goal)
    assert vietnamese.startswith("Theo số ước, nếu giữ mức bình quân như thời gian qua, đến ngày")
    assert english.startswith("If the average so far is kept, on provisional figures, about 867")


def test_of_a_figure_of_more_days_no_number_is_made():
    goal = goal_of([of_year(145, 145, 2024)], [count("2020-01-01", "2024-04-10", 500, "more_than")])
    assert (admitted_number(goal.tiling), percent_text(goal)) == ("–", "–")
    assert in_both(several.goal_text, goal, "2024") == [
        "2024 (chỉ tiêu 145): chưa xác định được số kết nạp đến ngày 10/4/2024 (chưa đủ căn cứ để "
        "kết luận: cần biết số kết nạp chính xác)",
        "2024 (target 145): the number admitted by 10 April 2024 is not known (not enough is known "
        "to conclude: it takes the exact number admitted)",
    ]


def test_a_projection_is_not_rounded_onto_the_target():
    goal = goal_of([of_year(1000, 1000, 2022)], [count("2022-01-01", "2022-06-30", 495)])
    assert numbers.number(goal.projection.mid) == "998"
    near = goal_of([of_year(1000, 1000, 2021)], [count("2021-01-01", "2021-03-14", 199)])
    assert Fraction(994) < near.projection.mid < 1000
    close = goal_of([target(600, 600, end="2021-12-31")], [count("2021-01-01", "2021-12-30", 598)])
    assert Fraction(1199, 2) < close.projection.mid < 600
    with override("en"):
        assert "about 599 will have been admitted" in outlook.projection_text(close)


def test_eight_quarters_give_a_range_and_a_chance_that_is_never_certain():
    starts = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")]
    counts = [
        count(f"{year}-{start}", f"{year}-{end}", 30)
        for year in (2021, 2022)
        for start, end in starts
    ]
    goal = goal_of([target(500, 500)], counts)
    vietnamese, english = in_both(outlook.projection_text, goal)
    assert "Khả năng đạt chỉ tiêu: khoảng 99%." in vietnamese
    assert "Chance of reaching the target: about 99%." in english
    assert "80% range: " in english


def test_a_rate_names_its_base_and_what_base_would_settle_it():
    figures = [count("2015-01-01", "2019-11-25", 14000, "more_than")]
    goal = goal_of([BAND], figures, [stock("2019-11-25", 101000, "rounded")])
    assert in_both(outlook.base_text, goal)[0].startswith(
        "Tỷ lệ tính trên khoảng 101.000 đảng viên ngày 25/11/2019. Thời điểm này ở sau đầu kỳ"
    )
    assert in_both(outlook.break_even_text, goal) == [
        "Mức thấp nhất của chỉ tiêu (4%) được bảo đảm nếu tổng số đảng viên đầu kỳ không quá "
        "71.413.",
        "The low end of the target (4%) is met if the members at the start were no more than "
        "71,413.",
    ]
    without = goal_of([FLOOR_RATE], [count("2015-01-01", "2019-11-25", 906)])
    assert in_both(outlook.base_text, without) == ["", ""]
    # 906 of 3.696,9: one member more and it is not 5 %.
    assert in_both(outlook.break_even_text, without)[1].endswith("no more than 3,696.")


def pair(now, then):
    ratio = now.times(100).over(then)
    return PriorYear(now, then, ratio)


PERIODS = {
    "up": (
        pair(Interval.exact(271), Interval.exact(240)),
        "9 tháng đầu năm 2022 kết nạp được 271 đảng viên, tăng 12,92% so với cùng kỳ năm trước "
        "(240), bằng 112,92% cùng kỳ.",
        "The first 9 months of 2022: 271 members admitted, up 12.92% on the same period last year "
        "(240), 112.92% of that period.",
    ),
    "down to one": (
        pair(Interval.exact(1), Interval.exact(4)),
        "9 tháng đầu năm 2022 kết nạp được 1 đảng viên, giảm 75% so với cùng kỳ năm trước (4), "
        "bằng 25% cùng kỳ.",
        "The first 9 months of 2022: 1 member admitted, down 75% on the same period last year (4), "
        "25% of that period.",
    ),
    "unchanged": (
        pair(Interval.exact(40), Interval.exact(40)),
        "9 tháng đầu năm 2022 kết nạp được 40 đảng viên, bằng cùng kỳ năm trước (40).",
        "The first 9 months of 2022: 40 members admitted, as many as in the same period last year "
        "(40).",
    ),
    "up by a hair": (
        pair(Interval.exact(100001), Interval.exact(100000)),
        "9 tháng đầu năm 2022 kết nạp được 100.001 đảng viên, tăng 0,01% so với cùng kỳ năm trước "
        "(100.000), bằng 100,01% cùng kỳ.",
        "The first 9 months of 2022: 100,001 members admitted, up 0.01% on the same period last "
        "year (100,000), 100.01% of that period.",
    ),
    "up or down": (
        pair(Interval.between(35, 45), Interval.exact(40)),
        "9 tháng đầu năm 2022 kết nạp được 35–45 đảng viên, bằng 87,50–112,50% cùng kỳ năm trước "
        "(40).",
        "The first 9 months of 2022: 35–45 members admitted, 87.50–112.50% of the same period last "
        "year (40).",
    ),
    "nobody last year": (PriorYear(Interval.exact(4), Interval.exact(0), None), "", ""),
}


@pytest.mark.parametrize("situation", PERIODS)
def test_the_same_period_last_year(situation):
    found, vietnamese, english = PERIODS[situation]
    period = days("2022-01-01", "2022-09-30")
    assert in_both(outlook.prior_year_text, period, found) == [vietnamese, english]


@pytest.mark.parametrize(
    ("start", "end", "vietnamese", "english"),
    [
        ("2022-01-01", "2022-12-31", "năm 2022", "2022"),
        ("2022-01-01", "2022-03-31", "quý I/2022", "quarter I/2022"),
        ("2022-01-01", "2022-06-30", "6 tháng đầu năm 2022", "the first 6 months of 2022"),
        ("2022-01-01", "2022-05-16", "từ ngày 1/1/2022 đến ngày 16/5/2022",
         "1 January 2022 to 16 May 2022"),
        ("2021-01-01", "2022-06-30", "từ ngày 1/1/2021 đến ngày 30/6/2022",
         "1 January 2021 to 30 June 2022"),
        ("2022-05-16", "2022-05-16", "16/5/2022", "16 May 2022"),
    ],
)  # fmt: skip
def test_periods_inside_a_sentence(start, end, vietnamese, english):
    assert in_both(outlook.period_in_words, days(start, end)) == [vietnamese, english]


def test_one_goal_among_several():
    goal = goal_of(
        [of_year(145, 145, 2024)], [count("2024-01-01", "2024-04-10", 40, finality=PROVISIONAL)]
    )
    assert in_both(several.goal_text, goal, "2024") == [
        "2024 (chỉ tiêu 145): đến ngày 10/4/2024 ước kết nạp được 40 đảng viên, ước đạt 27,59% chỉ "
        "tiêu, đúng tiến độ bình quân theo thời gian, ước còn phải kết nạp 105 đảng viên",
        "2024 (target 145): 40 members admitted by 10 April 2024 on provisional figures, 27.59% of "
        "the target, at even pace over time, 105 more members to be admitted",
    ]
    gap = goal_of([TERM_600], [count("2021-02-01", "2022-05-16", 238)])
    assert in_both(several.goal_text, gap, "X")[0].endswith(
        "(31 ngày chưa có số liệu (1/1/2021 – 31/1/2021))"
    )
    assert in_both(several.goal_text, goal_of([TERM_600], []), "X") == ["", ""]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([9], ["", ""]),
        ([10, 11], ["Cả 2 chỉ tiêu năm đã có kết quả đều hoàn thành hoặc vượt.",
                    "All 2 yearly targets with a result were met or exceeded."]),
        ([9, 8], ["Cả 2 chỉ tiêu năm đã có kết quả đều không đạt.",
                  "None of the 2 yearly targets with a result was met."]),
        ([9, 10, 12], ["Có 3 chỉ tiêu năm đã có kết quả, trong đó 2 chỉ tiêu hoàn thành hoặc vượt, "
                       "1 chỉ tiêu không đạt.",
                       "Yearly targets with a result: 3, of which 2 met or exceeded and 1 not "
                       "met."]),
    ],
)  # fmt: skip
def test_yearly_targets_are_counted_only_where_they_are_decided(values, words):
    goals = [
        goal_of(
            [of_year(10, 10, 2015 + at)], [count(f"{2015 + at}-01-01", f"{2015 + at}-12-31", value)]
        )
        for at, value in enumerate(values)
    ]
    running = goal_of([of_year(10, 10, 2023)], [count("2023-01-01", "2023-06-30", 2)])
    assert in_both(several.met_text, [*goals, running]) == words


def test_categories_and_classes_keep_their_words():
    parts = [
        makeup.Category("nữ", Interval.between(501, None), Interval.between(50, 100)),
        makeup.Category(
            "đoàn viên", Interval.exact(1), Interval.exact(Fraction(1, 10)), provisional=True
        ),
    ]
    vietnamese, english = in_both(
        makeup.categories_text, days("2022-01-01", "2022-12-31"), Interval.exact(1000), parts
    )
    assert vietnamese.startswith(
        "Trong ước 1.000 đảng viên kết nạp (1/1/2022 – 31/12/2022): nữ: ít nhất 501 (bằng 50–100% "
        "tổng số); đoàn viên: ước 1 (bằng 0,1% tổng số)."
    )
    assert "a provisional 1 (0.1% of the total)" in english
    year = days("2023-01-01", "2023-12-31")
    classes = [
        makeup.Classes("lớp", year, 3, Interval.exact(287)),
        makeup.Classes("lớp", year, None, Interval.exact(8)),
    ]
    assert in_both(makeup.classes_text, classes) == [
        "Lớp: 3 lớp, 287 học viên (năm 2023); 8 người (năm 2023).",
        "Lớp: 3 classes, 287 participants (2023); 8 people (2023).",
    ]


def test_of_many_units_the_first_are_named():
    names = [f"chi bộ {number}" for number in range(1, 14)]
    vietnamese, english = in_both(units.silent_text, names)
    assert vietnamese.endswith("chi bộ 10, và 3 đơn vị khác.")
    assert english.endswith("chi bộ 10, and 3 other units.")
    assert in_both(units.leading_text, [("A", "3")]) == ["", ""]
