"""Files about a committee with all its localities, which are made apart from any request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from recruitment.charts.spec import Cell, Column, Table
from recruitment.reports.group import GroupReport
from recruitment.reports.overview import OverviewRow

from .csv_files import locality_csv, table_csv
from .file import File, ascii_file_name, file_name

# The earliest day that an archive can name: the same data, the same bytes.
SOME_DAY = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def group_zip(report: GroupReport) -> File:
    """The table of the overview, and the figures of each locality, as in its data.csv."""
    body = BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as archive:
        _add(archive, "000-overview.csv", table_csv(_overview(report)))
        for number, locality in enumerate(report.localities, start=1):
            file = locality_csv(locality)
            _add(archive, f"{number:03}-{file.ascii_name}", file.body)
    asked = report.selection.as_of.isoformat() if report.selection.as_of else ""
    title = gettext("Progress of admissions")
    return File(
        name=file_name(title, report.name, asked, ending="zip"),
        ascii_name=ascii_file_name(report.committee.slug, "briefing", asked, ending="zip"),
        content_type="application/zip",
        body=body.getvalue(),
    )


# A new format is a line in each of these.
GROUP_WRITERS: dict[str, Callable[[GroupReport], File]] = {
    "zip": group_zip,
}
FORMAT_NAMES: dict[str, Promise] = {
    "zip": _("ZIP: the figures of each locality (CSV)"),
}


def _add(archive: ZipFile, name: str, body: bytes) -> None:
    entry = ZipInfo(name, SOME_DAY)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # the same on every system
    entry.external_attr = READABLE
    archive.writestr(entry, body)


def _overview(report: GroupReport) -> Table:
    columns = (
        Column(gettext("Kind of target")),
        Column(gettext("Locality")),
        Column(gettext("Period")),
        Column(pgettext("column", "Target")),
        Column(pgettext("column", "Admitted"), numeric=True),
        Column(gettext("Percent attained"), numeric=True),
        Column(gettext("Time elapsed"), numeric=True),
        Column(gettext("Figures up to")),
        Column(gettext("Status")),
    )
    return Table(columns, tuple(_rows(report)))


def _rows(report: GroupReport) -> Iterator[tuple[Cell, ...]]:
    for group in report.groups:
        for item in group.rows:
            yield (Cell(group.title), *_goal(item))


def _goal(item: OverviewRow) -> Iterator[Cell]:
    row = item.row
    period = " · ".join(part for part in (row.period, row.category) if part)
    yield from map(Cell, (row.committee.name, period, row.target, row.admitted))
    yield from map(Cell, (row.percent, row.elapsed))
    yield Cell(row.as_of, row.goal.as_of)
    yield Cell(str(row.status.word))
