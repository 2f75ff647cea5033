"""The situations that a headline sentence is held to: figures, targets, nothing else."""

from datetime import date
from fractions import Fraction

from recruitment.progress.children import Summed
from recruitment.progress.counts import Count, Finality, Origin, Stock
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier, interval_of, reading_of
from recruitment.progress.targets import Basis, Cadence, Kind, Sense, Target

PROVISIONAL = Finality.PROVISIONAL


def days(start, end):
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def count(start, end, value, qualifier="exact", **more):
    kind = Qualifier(qualifier)
    number = count.next = getattr(count, "next", 0) + 1
    interval, reading = interval_of(value, kind), reading_of(value, kind)
    return Count(number, days(start, end), interval, reading, kind, **more)


def summed(start, end, value, reported, expected):
    """A committee's figure made of its units', as the engine makes it."""
    found = count(start, end, value, origin=Origin.SUMMED)
    if reported < expected:
        found = count(start, end, value, "at_least", origin=Origin.SUMMED)
    return Summed(found, reported, expected)


def target(low, high=None, start="2021-01-01", end="2025-12-31", *, kind="count", **more):
    window = days(start, end)
    return Target(
        id=1,
        owner="x",
        kind=Kind(kind),
        cadence=Cadence(more.pop("cadence", "window")),
        sense=Sense(more.pop("sense", "total")),
        low=Fraction(low),
        high=None if high is None else Fraction(high),
        window=window,
        stated=more.pop("stated", window),
        **more,
    )


def of_year(low, high, year, **more):
    return target(low, high, f"{year}-01-01", f"{year}-12-31", cadence="year", **more)


def stock(on, value, qualifier="exact"):
    kind = Qualifier(qualifier)
    return Stock(1, date.fromisoformat(on), interval_of(value, kind), kind)


TERM_600 = target(600, 600, stated=days("2020-01-01", "2025-12-31"), of_term=True)
RATES = {"start": "2015-01-01", "end": "2020-12-31", "kind": "rate", "cadence": "year"}
BAND = target(4, 5, sense="band", of_term=True, **RATES)
FLOOR_RATE = target(5, sense="floor", of_term=True, **RATES)
YEARLY_350 = target(350, 350, "2015-01-01", "2020-12-31", cadence="year")
YEARLY_FLOOR = target(350, None, "2015-01-01", "2020-12-31", cadence="year", sense="floor")
MILLION = of_year(1000000, 1000000, 2022)
SO_FAR = ("2021-01-01", "2022-05-16")
YEAR = ("2019-01-01", "2019-12-31")
Q1, Q2 = ("2022-01-01", "2022-03-31"), ("2022-04-01", "2022-06-30")

Situation = tuple[list, list, list, str, str, str]

# Targets, figures, members; the status, the sentence in Vietnamese, the sentence in English.
SITUATIONS: dict[str, Situation] = {
    "running, ahead": (
        [TERM_600],
        [count(*SO_FAR, 238)],
        [],
        "on_pace",
        "Đến ngày 16/5/2022, X đã kết nạp được 238 đảng viên, đạt 39,67% chỉ tiêu nhiệm kỳ "
        "2020–2025 (600), cao hơn tiến độ bình quân theo thời gian 12,23 điểm phần trăm.",
        "By 16 May 2022, X had admitted 238 members, 39.67% of the target for the 2020–2025 "
        "term (600), 12.23 percentage points above even pace over time.",
    ),
    "running, behind": (
        [TERM_600],
        [count(*SO_FAR, 100)],
        [],
        "behind",
        "Đến ngày 16/5/2022, X đã kết nạp được 100 đảng viên, đạt 16,67% chỉ tiêu nhiệm kỳ "
        "2020–2025 (600), chậm tiến độ, thấp hơn mức bình quân theo thời gian 10,77 điểm phần "
        "trăm.",
        "By 16 May 2022, X had admitted 100 members, 16.67% of the target for the 2020–2025 "
        "term (600), behind pace: 10.77 percentage points below even pace over time.",
    ),
    "behind by a hair": (
        [MILLION],
        [count("2022-01-01", "2022-06-30", 495889)],
        [],
        "behind",
        "Đến ngày 30/6/2022, X đã kết nạp được 495.889 đảng viên, đạt 49,59% chỉ tiêu năm 2022 "
        "(1.000.000), chậm tiến độ, thấp hơn mức bình quân theo thời gian 0,01 điểm phần trăm.",
        "By 30 June 2022, X had admitted 495,889 members, 49.59% of the target for 2022 "
        "(1,000,000), behind pace: 0.01 percentage points below even pace over time.",
    ),
    "less than one person below even pace": (
        [TERM_600],
        [count(*SO_FAR, 164)],
        [],
        "on_pace",
        "Đến ngày 16/5/2022, X đã kết nạp được 164 đảng viên, đạt 27,33% chỉ tiêu nhiệm kỳ "
        "2020–2025 (600), đúng tiến độ bình quân theo thời gian.",
        "By 16 May 2022, X had admitted 164 members, 27.33% of the target for the 2020–2025 "
        "term (600), at even pace over time.",
    ),
    "exactly at even pace": (
        [of_year(365, 365, 2022)],
        [count("2022-01-01", "2022-03-31", 90)],
        [],
        "on_pace",
        "Đến ngày 31/3/2022, X đã kết nạp được 90 đảng viên, đạt 24,66% chỉ tiêu năm 2022 "
        "(365), đúng bằng tiến độ bình quân theo thời gian.",
        "By 31 March 2022, X had admitted 90 members, 24.66% of the target for 2022 (365), "
        "exactly at even pace over time.",
    ),
    "a hair's breadth ahead": (
        [target(100000, 100000)],
        [count(*SO_FAR, 27440)],
        [],
        "on_pace",
        "Đến ngày 16/5/2022, X đã kết nạp được 27.440 đảng viên, đạt 27,44% chỉ tiêu giai đoạn "
        "2021–2025 (100.000), cao hơn tiến độ bình quân theo thời gian 0,01 điểm phần trăm.",
        "By 16 May 2022, X had admitted 27,440 members, 27.44% of the target for the period "
        "2021–2025 (100,000), 0.01 percentage points above even pace over time.",
    ),
    "ahead of a target known as a range": (
        [target(590, 610, basis=Basis.IMPLIED)],
        [count(*SO_FAR, 238)],
        [],
        "on_pace",
        "Đến ngày 16/5/2022, X đã kết nạp được 238 đảng viên, đạt 39,02–40,34% chỉ tiêu giai "
        "đoạn 2021–2025 (590–610, suy ra), cao hơn tiến độ bình quân theo thời gian 11,58–12,90"
        " điểm phần trăm.",
        "By 16 May 2022, X had admitted 238 members, 39.02–40.34% of the target for the period "
        "2021–2025 (590–610, inferred), 11.58–12.90 percentage points above even pace over "
        "time.",
    ),
    "at even pace with a target known as a range": (
        [target(590, 610, basis=Basis.IMPLIED)],
        [count(*SO_FAR, 167)],
        [],
        "on_pace",
        "Đến ngày 16/5/2022, X đã kết nạp được 167 đảng viên, đạt 27,38–28,31% chỉ tiêu giai "
        "đoạn 2021–2025 (590–610, suy ra), từ thấp hơn 0,06 đến cao hơn 0,87 điểm phần trăm so "
        "với tiến độ bình quân theo thời gian.",
        "By 16 May 2022, X had admitted 167 members, 27.38–28.31% of the target for the period "
        "2021–2025 (590–610, inferred), between 0.06 percentage points below and 0.87 above "
        "even pace over time.",
    ),
    "too early": (
        [TERM_600],
        [count("2021-01-01", "2021-03-31", 20)],
        [],
        "too_early",
        "Đến ngày 31/3/2021, X đã kết nạp được 20 đảng viên, đạt 3,33% chỉ tiêu nhiệm kỳ "
        "2020–2025 (600); thời gian đã qua còn ít, chưa đánh giá tiến độ.",
        "By 31 March 2021, X had admitted 20 members, 3.33% of the target for the 2020–2025 "
        "term (600); too little time has passed to judge the pace.",
    ),
    "nobody yet": (
        [TERM_600],
        [count("2021-01-01", "2022-05-16", 0)],
        [],
        "behind",
        "Đến ngày 16/5/2022, X chưa kết nạp được đảng viên nào, đạt 0% chỉ tiêu nhiệm kỳ "
        "2020–2025 (600), chậm tiến độ, thấp hơn mức bình quân theo thời gian 27,44 điểm phần "
        "trăm.",
        "By 16 May 2022, X had admitted nobody, 0% of the target for the 2020–2025 term (600), "
        "behind pace: 27.44 percentage points below even pace over time.",
    ),
    "achieved before the end": (
        [of_year(12, 12, 2022, basis=Basis.IMPLIED)],
        [count("2022-01-01", "2022-04-30", 12)],
        [],
        "achieved",
        "Đến ngày 30/4/2022, X đã kết nạp được 12 đảng viên, đạt 100% chỉ tiêu năm 2022 (12, "
        "suy ra), hoàn thành trước thời hạn.",
        "By 30 April 2022, X had admitted 12 members, 100% of the target for 2022 (12, "
        "inferred), reached before the end of the period.",
    ),
    "achieved at the end": (
        [of_year(350, 350, 2019)],
        [count(*YEAR, 350)],
        [],
        "achieved",
        "Năm 2019, X kết nạp được 350 đảng viên, đạt 100% chỉ tiêu năm 2019 (350).",
        "In 2019, X admitted 350 members, 100% of the target for 2019 (350).",
    ),
    "exceeded by one": (
        [of_year(350, 350, 2019)],
        [count(*YEAR, 351)],
        [],
        "exceeded",
        "Năm 2019, X kết nạp được 351 đảng viên, đạt 100,29% chỉ tiêu năm 2019 (350), vượt 1 "
        "đảng viên.",
        "In 2019, X admitted 351 members, 100.29% of the target for 2019 (350), exceeding it by"
        " 1 member.",
    ),
    "exceeded by a hair": (
        [MILLION],
        [count("2022-01-01", "2022-12-31", 1000001)],
        [],
        "exceeded",
        "Năm 2022, X kết nạp được 1.000.001 đảng viên, đạt 100,01% chỉ tiêu năm 2022 "
        "(1.000.000), vượt 1 đảng viên.",
        "In 2022, X admitted 1,000,001 members, 100.01% of the target for 2022 (1,000,000), "
        "exceeding it by 1 member.",
    ),
    "exceeded before the end": (
        [TERM_600],
        [count("2021-01-01", "2023-12-31", 612)],
        [],
        "exceeded",
        "Trong các năm 2021–2023, X kết nạp được 612 đảng viên, đạt 102% chỉ tiêu nhiệm kỳ "
        "2020–2025 (600), vượt 12 đảng viên, hoàn thành trước thời hạn.",
        "In the years 2021–2023, X admitted 612 members, 102% of the target for the 2020–2025 "
        "term (600), exceeding it by 12 members, reached before the end of the period.",
    ),
    "exceeded, implied range": (
        [
            target(
                897,
                906,
                "2015-01-01",
                "2020-06-30",
                basis=Basis.IMPLIED,
                of_term=True,
                stated=days("2015-01-01", "2020-12-31"),
            )
        ],
        [count("2015-01-01", "2020-06-30", 1147)],
        [],
        "exceeded",
        "Đến ngày 30/6/2020, X đã kết nạp được 1.147 đảng viên, đạt 126,60–127,87% chỉ tiêu "
        "nhiệm kỳ 2015–2020 (897–906, suy ra), vượt 241–250 đảng viên.",
        "By 30 June 2020, X had admitted 1,147 members, 126.60–127.87% of the target for the "
        "2015–2020 term (897–906, inferred), exceeding it by 241–250 members.",
    ),
    "exceeded by more than": (
        [of_year(450, 450, 2019)],
        [count(*YEAR, 500, "more_than")],
        [],
        "exceeded",
        "Năm 2019, X kết nạp được hơn 500 đảng viên, đạt ít nhất 111,33% chỉ tiêu năm 2019 "
        "(450), vượt ít nhất 51 đảng viên.",
        "In 2019, X admitted more than 500 members, at least 111.33% of the target for 2019 "
        "(450), exceeding it by at least 51 members.",
    ),
    "not achieved": (
        [of_year(350, 350, 2019)],
        [count(*YEAR, 340)],
        [],
        "not_achieved",
        "Năm 2019, X kết nạp được 340 đảng viên, đạt 97,14% chỉ tiêu năm 2019 (350), còn thiếu "
        "10 đảng viên.",
        "In 2019, X admitted 340 members, 97.14% of the target for 2019 (350), 10 members short"
        " of it.",
    ),
    "one short": (
        [of_year(350, 350, 2019)],
        [count(*YEAR, 349)],
        [],
        "not_achieved",
        "Năm 2019, X kết nạp được 349 đảng viên, đạt 99,71% chỉ tiêu năm 2019 (350), còn thiếu "
        "1 đảng viên.",
        "In 2019, X admitted 349 members, 99.71% of the target for 2019 (350), 1 member short "
        "of it.",
    ),
    "short by a hair": (
        [MILLION],
        [count("2022-01-01", "2022-12-31", 999999)],
        [],
        "not_achieved",
        "Năm 2022, X kết nạp được 999.999 đảng viên, đạt 99,99% chỉ tiêu năm 2022 (1.000.000), "
        "còn thiếu 1 đảng viên.",
        "In 2022, X admitted 999,999 members, 99.99% of the target for 2022 (1,000,000), 1 "
        "member short of it.",
    ),
    "not achieved, by the reading of more than": (
        [of_year(700, 700, 2019)],
        [count(*YEAR, 500, "more_than")],
        [],
        "not_achieved",
        "Năm 2019, X kết nạp được hơn 500 đảng viên, đạt ít nhất 71,57% chỉ tiêu năm 2019 "
        "(700), còn thiếu nhiều nhất 199 đảng viên.",
        "In 2019, X admitted more than 500 members, at least 71.57% of the target for 2019 "
        "(700), at most 199 members short of it.",
    ),
    "a floor": (
        [of_year(130, None, 2019, sense="floor")],
        [count(*YEAR, 145)],
        [],
        "exceeded",
        "Năm 2019, X kết nạp được 145 đảng viên, đạt 111,54% chỉ tiêu năm 2019 (từ 130 trở "
        "lên), vượt 15 đảng viên.",
        "In 2019, X admitted 145 members, 111.54% of the target for 2019 (from 130 upward), "
        "exceeding it by 15 members.",
    ),
    "a band of persons": (
        [of_year(300, 350, 2019, sense="band")],
        [count(*YEAR, 320)],
        [],
        "achieved",
        "Năm 2019, X kết nạp được 320 đảng viên, đạt 106,67% chỉ tiêu năm 2019 (300–350).",
        "In 2019, X admitted 320 members, 106.67% of the target for 2019 (300–350).",
    ),
    "above a band of persons": (
        [of_year(300, 350, 2019, sense="band")],
        [count(*YEAR, 360)],
        [],
        "exceeded",
        "Năm 2019, X kết nạp được 360 đảng viên, đạt 120% chỉ tiêu năm 2019 (300–350), vượt 10 "
        "đảng viên.",
        "In 2019, X admitted 360 members, 120% of the target for 2019 (300–350), exceeding it "
        "by 10 members.",
    ),
    "more than, on pace": (
        [of_year(1000, 1000, 2019)],
        [count("2019-01-01", "2019-06-30", 500, "more_than")],
        [],
        "on_pace",
        "Đến ngày 30/6/2019, X đã kết nạp được hơn 500 đảng viên, đạt ít nhất 50,1% chỉ tiêu "
        "năm 2019 (1.000), cao hơn tiến độ bình quân theo thời gian ít nhất 0,51 điểm phần "
        "trăm.",
        "By 30 June 2019, X had admitted more than 500 members, at least 50.1% of the target "
        "for 2019 (1,000), at least 0.51 percentage points above even pace over time.",
    ),
    "more than, behind": (
        [of_year(1800, 1800, 2019)],
        [count("2019-01-01", "2019-06-30", 500, "more_than")],
        [],
        "behind",
        "Đến ngày 30/6/2019, X đã kết nạp được hơn 500 đảng viên, đạt ít nhất 27,83% chỉ tiêu "
        "năm 2019 (1.800), chậm tiến độ so với mức bình quân theo thời gian.",
        "By 30 June 2019, X had admitted more than 500 members, at least 27.83% of the target "
        "for 2019 (1,800), behind even pace over time.",
    ),
    "at least": (
        [TERM_600],
        [count(*SO_FAR, 130, "at_least")],
        [],
        "undetermined",
        "Đến ngày 16/5/2022, X đã kết nạp được ít nhất 130 đảng viên, bằng ít nhất 21,67% chỉ "
        "tiêu nhiệm kỳ 2020–2025 (600). Chưa đủ căn cứ để kết luận: cần biết số kết nạp chính "
        "xác.",
        "By 16 May 2022, X had admitted at least 130 members, at least 21.67% of the target for"
        " the 2020–2025 term (600). Not enough is known to conclude: it takes the exact number "
        "admitted.",
    ),
    "about": (
        [TERM_600],
        [count(*SO_FAR, 100, "about")],
        [],
        "behind",
        "Đến ngày 16/5/2022, X đã kết nạp được khoảng 100 đảng viên, đạt 15,83–17,50% chỉ tiêu "
        "nhiệm kỳ 2020–2025 (600), chậm tiến độ, thấp hơn mức bình quân theo thời gian "
        "9,94–11,60 điểm phần trăm.",
        "By 16 May 2022, X had admitted about 100 members, 15.83–17.50% of the target for the "
        "2020–2025 term (600), behind pace: 9.94–11.60 percentage points below even pace over "
        "time.",
    ),
    "rounded": (
        [TERM_600],
        [count(*SO_FAR, 200, "rounded")],
        [],
        "undetermined",
        "Đến ngày 16/5/2022, X đã kết nạp được khoảng 200 đảng viên, bằng 25,00–41,50% chỉ tiêu"
        " nhiệm kỳ 2020–2025 (600). Chưa đủ căn cứ để kết luận: cần biết số kết nạp chính xác.",
        "By 16 May 2022, X had admitted about 200 members, 25.00–41.50% of the target for the "
        "2020–2025 term (600). Not enough is known to conclude: it takes the exact number "
        "admitted.",
    ),
    "undetermined by the number": (
        [of_year(550, 550, 2019)],
        [count(*YEAR, 500, "more_than")],
        [],
        "undetermined",
        "Năm 2019, X kết nạp được hơn 500 đảng viên, bằng ít nhất 91,09% chỉ tiêu năm 2019 "
        "(550). Chưa đủ căn cứ để kết luận: cần biết số kết nạp chính xác.",
        "In 2019, X admitted more than 500 members, at least 91.09% of the target for 2019 "
        "(550). Not enough is known to conclude: it takes the exact number admitted.",
    ),
    "undetermined by the target": (
        [of_year(99, 101, 2019, basis=Basis.IMPLIED)],
        [count(*YEAR, 100)],
        [],
        "undetermined",
        "Năm 2019, X kết nạp được 100 đảng viên, bằng 99,01–101,01% chỉ tiêu năm 2019 (99–101, "
        "suy ra). Chưa đủ căn cứ để kết luận: cần biết chỉ tiêu chính xác.",
        "In 2019, X admitted 100 members, 99.01–101.01% of the target for 2019 (99–101, "
        "inferred). Not enough is known to conclude: it takes the exact target.",
    ),
    "undetermined by a date": (
        [TERM_600],
        [count("2021-01-01", "2022-05-16", 160, to_earliest=date(2022, 4, 30), to_stated=False)],
        [],
        "undetermined",
        "Đến ngày 16/5/2022, X đã kết nạp được 160 đảng viên, bằng 26,67% chỉ tiêu nhiệm kỳ "
        "2020–2025 (600). Chưa đủ căn cứ để kết luận: cần biết thời điểm chính xác của số liệu."
        " Số liệu có thể kết thúc sớm nhất vào ngày 30/4/2022.",
        "By 16 May 2022, X had admitted 160 members, 26.67% of the target for the 2020–2025 "
        "term (600). Not enough is known to conclude: it takes the exact dates of the figures. "
        "The figures may end as early as 30 April 2022.",
    ),
    "provisional": (
        [TERM_600],
        [count(*SO_FAR, 238, finality=PROVISIONAL)],
        [],
        "on_pace",
        "Đến ngày 16/5/2022, X ước kết nạp được 238 đảng viên, ước đạt 39,67% chỉ tiêu nhiệm kỳ"
        " 2020–2025 (600), cao hơn tiến độ bình quân theo thời gian 12,23 điểm phần trăm.",
        "By 16 May 2022, on provisional figures, X had admitted 238 members, 39.67% of the "
        "target for the 2020–2025 term (600), 12.23 percentage points above even pace over "
        "time.",
    ),
    "provisional year, more than": (
        [of_year(450, 450, 2019)],
        [count(*YEAR, 500, "more_than", finality=PROVISIONAL)],
        [],
        "exceeded",
        "Năm 2019, X ước kết nạp được hơn 500 đảng viên, ước đạt ít nhất 111,33% chỉ tiêu năm "
        "2019 (450), vượt ít nhất 51 đảng viên.",
        "In 2019, on provisional figures, X admitted more than 500 members, at least 111.33% of"
        " the target for 2019 (450), exceeding it by at least 51 members.",
    ),
    "provisional and undetermined": (
        [of_year(550, 550, 2019)],
        [count(*YEAR, 500, "more_than", finality=PROVISIONAL)],
        [],
        "undetermined",
        "Năm 2019, X ước kết nạp được hơn 500 đảng viên, ước bằng ít nhất 91,09% chỉ tiêu năm "
        "2019 (550). Chưa đủ căn cứ để kết luận: cần biết số kết nạp chính xác.",
        "In 2019, on provisional figures, X admitted more than 500 members, at least 91.09% of "
        "the target for 2019 (550). Not enough is known to conclude: it takes the exact number "
        "admitted.",
    ),
    "a last quarter provisional": (
        [of_year(100, 100, 2022)],
        [count(*Q1, 30), count(*Q2, 25, finality=PROVISIONAL)],
        [],
        "on_pace",
        "Đến ngày 30/6/2022, X ước kết nạp được 55 đảng viên, ước đạt 55% chỉ tiêu năm 2022 "
        "(100), cao hơn tiến độ bình quân theo thời gian 5,41 điểm phần trăm.",
        "By 30 June 2022, on provisional figures, X had admitted 55 members, 55% of the target "
        "for 2022 (100), 5.41 percentage points above even pace over time.",
    ),
    "missing days": (
        [TERM_600],
        [count(*SO_FAR, 238), count("2022-07-01", "2022-09-30", 30)],
        [],
        "on_pace",
        "Đến ngày 30/9/2022, X đã kết nạp được ít nhất 268 đảng viên, đạt ít nhất 44,67% chỉ "
        "tiêu nhiệm kỳ 2020–2025 (600), đúng tiến độ bình quân theo thời gian (đánh giá trên "
        "những ngày có số liệu). Còn 45 ngày chưa có số liệu (17/5/2022 – 30/6/2022).",
        "By 30 September 2022, X had admitted at least 268 members, at least 44.67% of the "
        "target for the 2020–2025 term (600), at even pace over time (judged on the days that "
        "figures cover). There are 45 days without figures (17 May 2022 – 30 June 2022).",
    ),
    "one missing day": (
        [TERM_600],
        [count(*SO_FAR, 100), count("2022-05-18", "2022-09-30", 30)],
        [],
        "behind",
        "Đến ngày 30/9/2022, X đã kết nạp được ít nhất 130 đảng viên, đạt ít nhất 21,67% chỉ "
        "tiêu nhiệm kỳ 2020–2025 (600), chậm tiến độ so với mức bình quân theo thời gian (đánh "
        "giá trên những ngày có số liệu). Còn 1 ngày chưa có số liệu (17/5/2022).",
        "By 30 September 2022, X had admitted at least 130 members, at least 21.67% of the "
        "target for the 2020–2025 term (600), behind even pace over time (judged on the days "
        "that figures cover). There is 1 day without figures (17 May 2022).",
    ),
    "missing days at the end": (
        [of_year(100, 100, 2022)],
        [count(*Q1, 30), count("2022-07-01", "2022-12-31", 45)],
        [],
        "undetermined",
        "Năm 2022, X kết nạp được ít nhất 75 đảng viên, bằng ít nhất 75% chỉ tiêu năm 2022 "
        "(100). Còn 91 ngày chưa có số liệu (1/4/2022 – 30/6/2022). Chưa đủ căn cứ để kết luận:"
        " cần biết số liệu của những ngày còn thiếu.",
        "In 2022, X admitted at least 75 members, at least 75% of the target for 2022 (100). "
        "There are 91 days without figures (1 April 2022 – 30 June 2022). Not enough is known "
        "to conclude: it takes figures for the days that are missing.",
    ),
    "a count that reaches beyond": (
        [of_year(3, 3, 2024)],
        [count("2023-06-14", "2024-04-10", 3)],
        [],
        "undetermined",
        "Đến ngày 10/4/2024, X đã kết nạp được nhiều nhất 3 đảng viên. Chưa đủ căn cứ để kết "
        "luận: cần biết số kết nạp chính xác.",
        "By 10 April 2024, X had admitted at most 3 members. Not enough is known to conclude: "
        "it takes the exact number admitted.",
    ),
    "a sum of all units": (
        [of_year(100, 100, 2022)],
        [summed(*Q1, 30, 11, 11)],
        [],
        "on_pace",
        "Đến ngày 31/3/2022, X đã kết nạp được 30 đảng viên (cộng từ 11/11 đơn vị), đạt 30% chỉ"
        " tiêu năm 2022 (100), cao hơn tiến độ bình quân theo thời gian 5,34 điểm phần trăm.",
        "By 31 March 2022, X had admitted 30 members (added up from 11 of 11 units), 30% of the"
        " target for 2022 (100), 5.34 percentage points above even pace over time.",
    ),
    "a sum of some units": (
        [of_year(100, 100, 2022)],
        [summed(*Q1, 12, 1, 11)],
        [],
        "undetermined",
        "Đến ngày 31/3/2022, X đã kết nạp được ít nhất 12 đảng viên (cộng từ 1/11 đơn vị), bằng"
        " ít nhất 12% chỉ tiêu năm 2022 (100). Chưa đủ căn cứ để kết luận: cần biết số kết nạp "
        "chính xác.",
        "By 31 March 2022, X had admitted at least 12 members (added up from 1 of 11 units), at"
        " least 12% of the target for 2022 (100). Not enough is known to conclude: it takes the"
        " exact number admitted.",
    ),
    "sums of all units": (
        [of_year(100, 100, 2022)],
        [summed(*Q1, 30, 11, 11), summed(*Q2, 20, 10, 10)],
        [],
        "on_pace",
        "Đến ngày 30/6/2022, X đã kết nạp được 50 đảng viên (cộng từ số liệu của các đơn vị), "
        "đạt 50% chỉ tiêu năm 2022 (100), cao hơn tiến độ bình quân theo thời gian 0,41 điểm "
        "phần trăm.",
        "By 30 June 2022, X had admitted 50 members (added up from the units), 50% of the "
        "target for 2022 (100), 0.41 percentage points above even pace over time.",
    ),
    "sums of which one is of some": (
        [of_year(100, 100, 2022)],
        [summed(*Q1, 30, 11, 11), summed(*Q2, 12, 1, 11)],
        [],
        "undetermined",
        "Đến ngày 30/6/2022, X đã kết nạp được ít nhất 42 đảng viên (cộng từ số liệu của các "
        "đơn vị, chưa đủ đơn vị báo cáo), bằng ít nhất 42% chỉ tiêu năm 2022 (100). Chưa đủ căn"
        " cứ để kết luận: cần biết số kết nạp chính xác.",
        "By 30 June 2022, X had admitted at least 42 members (added up from the units, not all "
        "of which have reported), at least 42% of the target for 2022 (100). Not enough is "
        "known to conclude: it takes the exact number admitted.",
    ),
    "average of several years": (
        [YEARLY_350],
        [count("2015-01-01", "2018-12-31", 1464)],
        [],
        "exceeded",
        "Trong các năm 2015–2018, X kết nạp được 1.464 đảng viên, bình quân mỗi năm 366 đảng "
        "viên, đạt 104,57% chỉ tiêu năm (350).",
        "In the years 2015–2018, X admitted 1,464 members, 366 a year on average, 104.57% of "
        "the yearly target (350).",
    ),
    "average not achieved": (
        [YEARLY_350],
        [count("2015-01-01", "2018-12-31", 1390)],
        [],
        "not_achieved",
        "Trong các năm 2015–2018, X kết nạp được 1.390 đảng viên, bình quân mỗi năm 347,5 đảng "
        "viên, đạt 99,29% chỉ tiêu năm (350), thấp hơn chỉ tiêu.",
        "In the years 2015–2018, X admitted 1,390 members, 347.5 a year on average, 99.29% of "
        "the yearly target (350), short of the target.",
    ),
    "average behind, the last year running": (
        [YEARLY_350],
        [count("2015-01-01", "2018-06-30", 1000)],
        [],
        "behind",
        "Từ ngày 1/1/2015 đến ngày 30/6/2018, X kết nạp được 1.000 đảng viên, bình quân mỗi năm"
        " 286,1 đảng viên, đạt 81,73% chỉ tiêu năm (350), chậm tiến độ.",
        "From 1 January 2015 to 30 June 2018, X admitted 1,000 members, 286.1 a year on "
        "average, 81.73% of the yearly target (350), behind pace.",
    ),
    "average of more than": (
        [YEARLY_350],
        [count("2015-01-01", "2018-12-31", 1500, "more_than")],
        [],
        "exceeded",
        "Trong các năm 2015–2018, X kết nạp được hơn 1.500 đảng viên, bình quân mỗi năm ít nhất"
        " 375,3 đảng viên, đạt ít nhất 107,21% chỉ tiêu năm (350).",
        "In the years 2015–2018, X admitted more than 1,500 members, at least 375.3 a year on "
        "average, at least 107.21% of the yearly target (350).",
    ),
    "average against a floor": (
        [YEARLY_FLOOR],
        [count("2015-01-01", "2018-12-31", 1464)],
        [],
        "undetermined",
        "Trong các năm 2015–2018, X kết nạp được 1.464 đảng viên, bình quân mỗi năm 366 đảng "
        "viên, bằng 104,57% chỉ tiêu năm (từ 350 trở lên). Chưa đủ căn cứ để kết luận: cần biết"
        " số liệu của từng năm.",
        "In the years 2015–2018, X admitted 1,464 members, 366 a year on average, 104.57% of "
        "the yearly target (from 350 upward). Not enough is known to conclude: it takes the "
        "figure of each single year.",
    ),
    "average below a floor": (
        [YEARLY_FLOOR],
        [count("2015-01-01", "2018-12-31", 1390)],
        [],
        "not_achieved",
        "Trong các năm 2015–2018, X kết nạp được 1.390 đảng viên, bình quân mỗi năm 347,5 đảng "
        "viên, đạt 99,29% chỉ tiêu năm (từ 350 trở lên); có ít nhất một năm thấp hơn chỉ tiêu.",
        "In the years 2015–2018, X admitted 1,390 members, 347.5 a year on average, 99.29% of "
        "the yearly target (from 350 upward); at least one of these years fell short of it.",
    ),
    "average, provisional": (
        [YEARLY_350],
        [count("2015-01-01", "2018-12-31", 1464, finality=PROVISIONAL)],
        [],
        "exceeded",
        "Trong các năm 2015–2018, X ước kết nạp được 1.464 đảng viên, bình quân mỗi năm 366 "
        "đảng viên, ước đạt 104,57% chỉ tiêu năm (350).",
        "In the years 2015–2018, on provisional figures, X admitted 1,464 members, 366 a year "
        "on average, 104.57% of the yearly target (350).",
    ),
    "rate within the band": (
        [BAND],
        [count(*YEAR, 45)],
        [stock("2018-12-31", 1000)],
        "achieved",
        "Năm 2019, X kết nạp được 45 đảng viên, bằng 4,5% tổng số đảng viên tính theo năm (chỉ "
        "tiêu: 4–5%), đạt chỉ tiêu.",
        "In 2019, X admitted 45 members, 4.5% of its members a year (target: 4–5%), meeting the"
        " target.",
    ),
    "rate above the band": (
        [BAND],
        [count(*YEAR, 51)],
        [stock("2018-12-31", 1000)],
        "exceeded",
        "Năm 2019, X kết nạp được 51 đảng viên, bằng 5,1% tổng số đảng viên tính theo năm (chỉ "
        "tiêu: 4–5%), vượt chỉ tiêu.",
        "In 2019, X admitted 51 members, 5.1% of its members a year (target: 4–5%), above the "
        "target.",
    ),
    "rate short of the band": (
        [BAND],
        [count(*YEAR, 39)],
        [stock("2018-12-31", 1000)],
        "not_achieved",
        "Năm 2019, X kết nạp được 39 đảng viên, bằng 3,9% tổng số đảng viên tính theo năm (chỉ "
        "tiêu: 4–5%), thấp hơn chỉ tiêu.",
        "In 2019, X admitted 39 members, 3.9% of its members a year (target: 4–5%), short of "
        "the target.",
    ),
    "rate short by a hair": (
        [BAND],
        [count(*YEAR, 39999)],
        [stock("2018-12-31", 1000000)],
        "not_achieved",
        "Năm 2019, X kết nạp được 39.999 đảng viên, bằng 3,99% tổng số đảng viên tính theo năm "
        "(chỉ tiêu: 4–5%), thấp hơn chỉ tiêu.",
        "In 2019, X admitted 39,999 members, 3.99% of its members a year (target: 4–5%), short "
        "of the target.",
    ),
    "rate on pace": (
        [FLOOR_RATE],
        [count("2019-01-01", "2019-06-30", 30)],
        [stock("2018-12-31", 1000)],
        "on_pace",
        "Từ ngày 1/1/2019 đến ngày 30/6/2019, X kết nạp được 30 đảng viên, bằng 6,05% tổng số "
        "đảng viên tính theo năm (chỉ tiêu: từ 5% trở lên), đúng tiến độ.",
        "From 1 January 2019 to 30 June 2019, X admitted 30 members, 6.05% of its members a "
        "year (target: from 5% upward), on pace.",
    ),
    "rate behind": (
        [FLOOR_RATE],
        [count("2019-01-01", "2019-06-30", 20)],
        [stock("2018-12-31", 1000)],
        "behind",
        "Từ ngày 1/1/2019 đến ngày 30/6/2019, X kết nạp được 20 đảng viên, bằng 4,03% tổng số "
        "đảng viên tính theo năm (chỉ tiêu: từ 5% trở lên), chậm tiến độ.",
        "From 1 January 2019 to 30 June 2019, X admitted 20 members, 4.03% of its members a "
        "year (target: from 5% upward), behind pace.",
    ),
    "rate, provisional": (
        [BAND],
        [count(*YEAR, 45, finality=PROVISIONAL)],
        [stock("2018-12-31", 1000)],
        "achieved",
        "Năm 2019, X ước kết nạp được 45 đảng viên, ước bằng 4,5% tổng số đảng viên tính theo "
        "năm (chỉ tiêu: 4–5%), đạt chỉ tiêu.",
        "In 2019, on provisional figures, X admitted 45 members, 4.5% of its members a year "
        "(target: 4–5%), meeting the target.",
    ),
    "rate on average": (
        [FLOOR_RATE],
        [count("2015-01-01", "2019-11-25", 300)],
        [stock("2014-12-31", 1000)],
        "on_pace",
        "Từ ngày 1/1/2015 đến ngày 25/11/2019, X kết nạp được 300 đảng viên, bình quân mỗi năm "
        "6,12% tổng số đảng viên (chỉ tiêu: từ 5% trở lên), đúng tiến độ.",
        "From 1 January 2015 to 25 November 2019, X admitted 300 members, 6.12% of its members "
        "a year on average (target: from 5% upward), on pace.",
    ),
    "rate that cannot be settled": (
        [BAND],
        [count("2015-01-01", "2019-11-25", 14000, "more_than", from_latest=date(2015, 12, 31))],
        [stock("2019-11-25", 101000, "rounded")],
        "undetermined",
        "Đến ngày 25/11/2019, X đã kết nạp được hơn 14.000 đảng viên, bình quân mỗi năm ít nhất"
        " 2,81% tổng số đảng viên (chỉ tiêu: 4–5%). Chưa đủ căn cứ để kết luận: cần biết số kết"
        " nạp chính xác, tổng số đảng viên đầu kỳ và thời điểm chính xác của số liệu. Số liệu "
        "có thể bắt đầu muộn nhất từ ngày 31/12/2015.",
        "By 25 November 2019, X had admitted more than 14,000 members, at least 2.81% of its "
        "members a year on average (target: 4–5%). Not enough is known to conclude: it takes "
        "the exact number admitted, the number of members at the start and the exact dates of "
        "the figures. The figures may begin as late as 31 December 2015.",
    ),
    "rate without a base": (
        [FLOOR_RATE],
        [count("2015-01-01", "2019-11-25", 906)],
        [],
        "cannot_compute",
        "Từ ngày 1/1/2015 đến ngày 25/11/2019, X kết nạp được 906 đảng viên; thiếu tổng số đảng"
        " viên nên chưa tính được tỷ lệ kết nạp mỗi năm (chỉ tiêu: từ 5% trở lên mỗi năm).",
        "From 1 January 2015 to 25 November 2019, X admitted 906 members; without the total "
        "number of members the yearly rate cannot be computed (target: from 5% upward a year).",
    ),
    "rate without a base, target inferred": (
        [target(5, sense="floor", basis=Basis.IMPLIED, **RATES)],
        [count("2015-01-01", "2019-11-25", 906)],
        [],
        "cannot_compute",
        "Từ ngày 1/1/2015 đến ngày 25/11/2019, X kết nạp được 906 đảng viên; thiếu tổng số đảng"
        " viên nên chưa tính được tỷ lệ kết nạp mỗi năm (chỉ tiêu: từ 5% trở lên mỗi năm, suy "
        "ra).",
        "From 1 January 2015 to 25 November 2019, X admitted 906 members; without the total "
        "number of members the yearly rate cannot be computed (target: from 5% upward a year, "
        "inferred).",
    ),
    "more than a number, of more days than the target's": (
        [of_year(145, 145, 2024)],
        [count("2020-01-01", "2024-04-10", 500, "more_than")],
        [],
        "undetermined",
        "Chưa xác định được số đảng viên X đã kết nạp đến ngày 10/4/2024, vì số liệu tính cả những "
        "ngày ngoài thời gian của chỉ tiêu. Chưa đủ căn cứ để kết luận: cần biết số kết nạp "
        "chính xác.",
        "It is not known how many members X had admitted by 10 April 2024: the figure is of days "
        "outside the period of the target, too. Not enough is known to conclude: it takes the "
        "exact number admitted.",
    ),
    "more than a number, of more days than the rate's": (
        [target(3, 4, "2024-01-01", "2024-12-31", kind="rate", cadence="year", sense="band")],
        [count("2020-01-01", "2024-12-31", 500, "more_than")],
        [stock("2023-12-31", 4000)],
        "undetermined",
        "Chưa xác định được số đảng viên X kết nạp trong năm 2024, vì số liệu tính cả những ngày "
        "ngoài thời gian của chỉ tiêu. Chưa đủ căn cứ để kết luận: cần biết số kết nạp chính xác.",
        "It is not known how many members X admitted in 2024: the figure is of days outside the "
        "period of the target, too. Not enough is known to conclude: it takes the exact number "
        "admitted.",
    ),
    "nobody, on a part of the days": (
        [of_year(145, 145, 2024)],
        [count("2024-02-01", "2024-04-10", 0)],
        [],
        "behind",
        "Chưa xác định được số đảng viên X đã kết nạp đến ngày 10/4/2024. Còn 31 ngày chưa có số "
        "liệu (1/1/2024 – 31/1/2024).",
        "It is not known how many members X had admitted by 10 April 2024. There are 31 days "
        "without figures (1 January 2024 – 31 January 2024).",
    ),
    "targets without figures": (
        [target(130, sense="floor", cadence="year"), of_year(145, 145, 2024)],
        [],
        [],
        "no_figures",
        "X có chỉ tiêu năm 2024 (từ 130 trở lên và 145); chưa có số liệu kết nạp được công bố.",
        "X has a target for 2024 (from 130 upward and 145); no figure of admissions has been "
        "published yet.",
    ),
    "no target of its own": (
        [],
        [count("2020-01-01", "2024-09-22", 500, "more_than")],
        [],
        "no_target",
        "Từ ngày 1/1/2020 đến ngày 22/9/2024, X kết nạp được hơn 500 đảng viên; chưa có chỉ "
        "tiêu riêng để so sánh.",
        "From 1 January 2020 to 22 September 2024, X admitted more than 500 members; it has no "
        "target of its own to compare with.",
    ),
    "no target, the first day not stated": (
        [],
        [count("2020-01-01", "2024-09-22", 500, "more_than", from_stated=False)],
        [],
        "no_target",
        "Đến ngày 22/9/2024, X đã kết nạp được hơn 500 đảng viên; chưa có chỉ tiêu riêng để so "
        "sánh.",
        "By 22 September 2024, X had admitted more than 500 members; it has no target of its "
        "own to compare with.",
    ),
    "no target, one member in a year": (
        [],
        [count(*YEAR, 1)],
        [],
        "no_target",
        "Năm 2019, X kết nạp được 1 đảng viên; chưa có chỉ tiêu riêng để so sánh.",
        "In 2019, X admitted 1 member; it has no target of its own to compare with.",
    ),
    "no target, provisional": (
        [],
        [count("2020-01-01", "2024-09-22", 500, "about", finality=PROVISIONAL)],
        [],
        "no_target",
        "Từ ngày 1/1/2020 đến ngày 22/9/2024, X ước kết nạp được khoảng 500 đảng viên; chưa có "
        "chỉ tiêu riêng để so sánh.",
        "From 1 January 2020 to 22 September 2024, on provisional figures, X admitted about 500"
        " members; it has no target of its own to compare with.",
    ),
    "nothing but a name": (
        [],
        [],
        [],
        "no_target",
        "Chưa có chỉ tiêu và số liệu kết nạp của X.",
        "There is no target and no figure of admissions of X yet.",
    ),
}
