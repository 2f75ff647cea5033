"""The columns of a quarter's workbook: how each is headed, and by what words it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from recruitment.models import Category
from recruitment.models.text import fold

from .cells import columns as columns_of
from .columns import in_every_language
from .findings import ADMITTED, MEMBERS, Column
from .sheet import Sheet

CODE, NAME = "code", "name"
STANDING, CUMULATIVE, PROVISIONAL = "standing", "cumulative", "provisional"
# Before the code of a column of the sheet.
VALUE = "value:"
LEAVE_OUT = "-"
HEADINGS: Mapping[str, Promise] = {
    CODE: _("committee code"),
    NAME: _("committee"),
    STANDING: _("report"),
    CUMULATIVE: _("cumulative"),
    PROVISIONAL: _("provisional"),
}
PREVIOUS = _("previous quarter")
LAST_YEAR = _("same quarter last year")
REMARK = _("note")
# Other usual headings, beside those above and the sheet's own.
KNOWN_AS: Mapping[str, Sequence[str]] = {
    CODE: ("mã", "mã đơn vị", "mã tổ chức đảng", "code"),
    NAME: ("tên", "tên đơn vị", "đơn vị", "tên cấp ủy", "đảng bộ", "tổ chức đảng", "name", "unit"),
    STANDING: ("tình trạng báo cáo",),
    CUMULATIVE: ("lũy kế", "số lũy kế"),
    PROVISIONAL: ("tạm tính", "số tạm tính"),
    f"{VALUE}{ADMITTED}": (
        "tổng số",
        "tổng",
        "kết nạp",
        "số kết nạp",
        "kết nạp mới",
        "tổng số kết nạp",
        "kết nạp tổng số",
        "total",
    ),
    f"{VALUE}{MEMBERS}": ("số đảng viên", "tổng số đảng viên", "đảng viên cuối kỳ", "members"),
}
TOTALS = frozenset({"tong", "tong so", "tong cong", "cong", "total", "sum"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a file: where it is, what it says, and what it was taken for.

    ``target`` is empty where nothing is known of it, and LEAVE_OUT where it holds no input.
    """

    place: int
    text: str
    sample: str = ""
    target: str = ""


def value_heading(column: Column) -> str:
    return f"{VALUE}{column.code}"


def reference_heading(which: Promise | str, column: Column) -> str:
    return f"{which}: {column.heading}"


def targets(sheet: Sheet) -> dict[str, str]:
    """What a column of a file may be taken for, in words, in the order of the template."""
    words = {target: str(heading) for target, heading in HEADINGS.items()}
    if not sheet.may_be_cumulative:
        del words[CUMULATIVE]
    return words | {value_heading(column): column.heading for column in sheet.columns}


def spellings(sheet: Sheet) -> dict[str, str]:
    """The targets by every heading that means them, folded. One query."""
    found = {fold(text): target for target, texts in KNOWN_AS.items() for text in texts}
    for target, heading in HEADINGS.items():
        found |= dict.fromkeys(in_every_language(heading), target)
    found |= dict.fromkeys(in_every_language(REMARK), LEAVE_OUT)
    categories = list(Category.objects.all())
    shown = {column.code for column in sheet.columns}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for column in columns_of(categories):
                if column.code not in shown:
                    continue
                texts = [column.heading, column.code, column.category or "-"]
                if column.whole:
                    of_which = pgettext("sheet", "of which")
                    texts += [f"{of_which}{colon} {column.heading}" for colon in ("", ":")]
                found |= dict.fromkeys(map(fold, texts), value_heading(column))
                for which in (PREVIOUS, LAST_YEAR):
                    found[fold(reference_heading(which, column))] = LEAVE_OUT
    found.pop("", None)
    # The category of everyone is that of the members, too.
    return found | {Category.TOTAL: f"{VALUE}{ADMITTED}"}


def recognised(
    texts: Iterable[tuple[int, Sequence[str]]], known: Mapping[str, str]
) -> dict[int, str]:
    """What each column is taken for, by its place; one that two columns claim is left open."""
    found = {}
    for place, candidates in texts:
        target = next((known[fold(text)] for text in candidates if fold(text) in known), "")
        if target:
            found[place] = target
    claims = Counter(target for target in found.values() if target != LEAVE_OUT)
    return {place: target for place, target in found.items() if claims[target] <= 1}
