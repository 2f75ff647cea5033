"""One locality for each situation that figures and targets can be in, and the other pages."""

from typing import NamedTuple


class Situation(NamedTuple):
    """What its page has to say in its first sentence, and the charts that it has to draw."""

    slug: str
    says: tuple[str, ...]
    status: str
    charts: tuple[str, ...] = ()

    @property
    def address(self):
        return f"/localities/{self.slug}/"


SITUATIONS = {
    "a target for the term": Situation(
        "o-mon",
        ("16/5/2022", "238", "39,67%", "600", "12,23"),
        "● Đúng tiến độ",
        ("cumulative", "children", "members"),
    ),
    "a floor without a count": Situation(
        "lam-ha", ("2024", "130", "145"), "○ Chưa có số liệu", ("source_pool",)
    ),
    "an implied range": Situation(
        "khoi-tuyen-quang",
        ("1.147", "126,60–127,87%", "897–906", "suy ra"),
        "✓ Vượt chỉ tiêu",
        ("cumulative", "children", "categories", "source_pool"),
    ),
    "a rate that cannot be decided": Situation(
        "quang-ninh",
        ("25/11/2019", "hơn 14.000", "2,81%", "4–5%"),
        "? Chưa đủ căn cứ",
        ("cumulative", "children", "members"),
    ),
    "an average over years": Situation(
        "ha-long", ("263", "75,14%", "350"), "● Đúng tiến độ", ("cumulative", "years")
    ),
    "figures without a target": Situation(
        "xi-mang-tan-quang", ("30/6/2020", "11"), "○ Chưa có chỉ tiêu", ("cumulative",)
    ),
    "an open figure without a target": Situation(
        "quynh-phu", ("22/9/2024", "hơn 500"), "○ Chưa có chỉ tiêu", ("cumulative",)
    ),
    "nothing but a name": Situation(
        "can-tho", ("Chưa có chỉ tiêu và số liệu",), "○ Chưa có chỉ tiêu"
    ),
}
COMPARED = "/compare/?locality=o-mon&locality=khoi-tuyen-quang&locality=quang-ninh&locality=lam-ha"
OTHER_PAGES = {
    "overview": "/",
    "compare": COMPARED,
    "localities": "/localities/",
    "sources": "/sources/",
    "source": "/sources/tuyen-quang-2020/",
    "method": "/method/",
}
PAGES = {situation.slug: situation.address for situation in SITUATIONS.values()} | OTHER_PAGES
