"""The quarterly sheet as a workbook: a template to fill in, and its upload in two steps.

First a preview of everything that is wrong and everything that would change; then all of it in
one transaction, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import re_path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recruitment.entry.outcome import Outcome
from recruitment.entry.quarter_upload import read_upload
from recruitment.entry.quarter_workbook import file_name, write_template
from recruitment.entry.roll import Roll
from recruitment.entry.saving import save_sheet
from recruitment.entry.sheet import open_sheet
from recruitment.entry.typed import tidy
from recruitment.entry.typed_rows import TypedRow
from recruitment.entry.workbook import MOST_BYTES, XLSX
from recruitment.models import Door, ReportingPeriod

from .sheet_asked import VIEW, WRITE, Asked, asked_for
from .sheet_form import NOTE_LENGTH, is_id
from .sheet_preview import MINE, THEIRS, Preview, changes_of, fingerprint, stored_words
from .workbooks import KeptFile, file_attributes, too_large

IMPORT, EXPORT = "recruitment.import_return", "recruitment.export_return"
FILE_FIELD = "import_file"
COLUMN = "column-"


class FileForm(forms.Form):
    """The file, refused by its size before it is read."""

    import_file = forms.FileField(label=_("Excel workbook (.xlsx)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FILE_FIELD].widget.attrs |= file_attributes()

    def clean_import_file(self) -> Any:
        file = self.cleaned_data[FILE_FIELD]
        if file.size > MOST_BYTES:
            raise ValidationError(too_large())
        return file


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said to a preview: what columns are, a note for warnings, whose figures hold."""

    kept: str = ""
    mapping: Mapping[int, str] = field(default_factory=dict)
    note: str = ""
    take: str = ""
    seen: str = ""
    confirmed: bool = False


# -- Addresses -------------------------------------------------------------------------------------


def template(request: HttpRequest, slug: str, year: str, number: str) -> HttpResponse:
    """The workbook to fill in, for whoever may read the sheet and take lists away."""
    asked = asked_for(request, slug, int(year), int(number))
    if not (asked.may(VIEW) and asked.may(EXPORT)):
        raise PermissionDenied
    quarter = _quarter(asked)
    sheet = open_sheet(asked.roll(quarter), quarter, asked.today)
    name = file_name(sheet)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_template(sheet), content_type=XLSX, headers=disposition)


def upload(request: HttpRequest, slug: str, year: str, number: str) -> HttpResponse:
    """The form; for a file its preview; for what a preview was answered, the next step."""
    asked = asked_for(request, slug, int(year), int(number))
    if not (asked.may(WRITE) and asked.may(IMPORT)):
        raise PermissionDenied
    quarter = _quarter(asked)
    if request.method != "POST":
        # Where the preview has led whoever had to log in again meanwhile.
        kept = request.GET.get("kept", "")
        return _answered(asked, quarter, Answers(kept)) if kept else _form_page(asked, FileForm())
    if "kept" in request.POST:
        return _answered(asked, quarter, _answers(request))
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(asked, form)
    data = form.cleaned_data[FILE_FIELD].read()
    kept = KeptFile()
    kept.save(data)
    return _previewed(asked, quarter, data, Answers(kept.name), form)


def _quarter(asked: Asked) -> ReportingPeriod:
    if asked.quarter is None:
        raise Http404
    return asked.quarter


def _answers(request: HttpRequest) -> Answers:
    posted = request.POST
    places = (key.removeprefix(COLUMN) for key in posted if key.startswith(COLUMN))
    return Answers(
        kept=posted["kept"],
        mapping={int(place): posted[COLUMN + place] for place in places if is_id(place)},
        note=tidy(posted.get("note", ""))[:NOTE_LENGTH],
        take=posted.get("take", ""),
        seen=posted.get("seen", ""),
        confirmed="confirm" in posted,
    )


def _answered(asked: Asked, quarter: ReportingPeriod, answers: Answers) -> HttpResponse:
    try:
        data = KeptFile(name=answers.kept).read()
    except FileNotFoundError:
        text = gettext("The file is no longer kept here. Choose it again.")
        messages.error(asked.request, text)
        return HttpResponseRedirect(asked.request.path)
    return _previewed(asked, quarter, data, answers, FileForm())


# -- What would happen, and what does --------------------------------------------------------------


def _previewed(
    asked: Asked, quarter: ReportingPeriod, data: bytes, answers: Answers, form: FileForm
) -> HttpResponse:
    """The preview; or, where it is confirmed and nothing is in the way, the sheet."""
    roll = asked.roll(quarter)
    sheet = open_sheet(roll, quarter, asked.today)
    try:
        found = read_upload(data, sheet, answers.mapping)
    except ValidationError as problem:
        KeptFile(name=answers.kept).remove()
        form.errors[FILE_FIELD] = form.error_class(problem.messages)
        return _form_page(asked, form)
    # Before any answer: what the file asks for, and what it would replace.
    seen = fingerprint(changes_of(sheet, found, found.rows))
    rows = [_answered_row(row, answers) for row in found.rows]
    rows = _resolved(asked, quarter, roll, rows, answers) if found.is_mapped else []
    changes = changes_of(sheet, found, rows)
    store = answers.confirmed and not found.problems and seen == answers.seen
    outcome = _saved(asked, quarter, roll, rows, store=store)
    if store and outcome.complete:
        KeptFile(name=answers.kept).remove()
        messages.success(asked.request, stored_words(changes))
        return HttpResponseRedirect(asked.address)
    if answers.confirmed and seen != answers.seen:
        text = gettext("Nothing was stored: a figure was changed since the preview. Look again.")
        messages.error(asked.request, text)
    preview = Preview(sheet, found, outcome, changes)
    return _page(asked, {"form": form, "answers": answers, "seen": seen, "preview": preview})


def _answered_row(row: TypedRow, answers: Answers) -> TypedRow:
    """With the note, which holds for every warning of the file."""
    if not (answers.confirmed and answers.note):
        return row
    cells = {code: replace(cell, sure=True, note=answers.note) for code, cell in row.cells.items()}
    return replace(row, cells=cells)


def _resolved(
    asked: Asked,
    quarter: ReportingPeriod,
    roll: Roll,
    rows: list[TypedRow],
    answers: Answers,
) -> list[TypedRow]:
    """With one choice for all figures that somebody else changed since the file was made."""
    if answers.take not in {MINE, THEIRS}:
        return rows
    conflicts = _saved(asked, quarter, roll, rows, store=False).conflicts
    theirs = {(each.committee, each.column): each.theirs for each in conflicts}
    resolved = []
    for row in rows:
        cells = dict(row.cells)
        for code, cell in row.cells.items():
            if (row.committee, code) in theirs:
                now = theirs[row.committee, code]
                seen = f"{MINE}:{'' if now is None else now}"
                cells[code] = replace(cell, take=THEIRS if answers.take == THEIRS else seen)
        resolved.append(replace(row, cells=cells))
    return resolved


def _saved(
    asked: Asked, quarter: ReportingPeriod, roll: Roll, rows: Sequence[TypedRow], *, store: bool
) -> Outcome:
    """What saving comes to; it is undone unless it is wanted and complete."""
    with transaction.atomic():
        outcome = save_sheet(roll, quarter, rows, asked.user, asked.today, Door.IMPORT)
        if not (store and outcome.complete):
            transaction.set_rollback(True)
    return outcome


# -- What is shown ---------------------------------------------------------------------------------


def _form_page(asked: Asked, form: FileForm) -> HttpResponse:
    return _page(asked, {"form": form})


def _page(asked: Asked, context: dict[str, Any]) -> HttpResponse:
    given = {
        **admin.site.each_context(asked.request),
        "title": gettext("Upload a workbook: %(name)s") % {"name": asked.committee},
        "committee": asked.committee,
        "address": asked.address,
        "template_address": template_address(asked) if asked.may(EXPORT) else "",
        **context,
    }
    return TemplateResponse(asked.request, "admin/sheet/upload.html", given)


def template_address(asked: Asked) -> str:
    return reverse("admin:entry_sheet_template", args=_place(asked))


def upload_address(asked: Asked) -> str:
    return reverse("admin:entry_sheet_upload", args=_place(asked))


def _place(asked: Asked) -> list[Any]:
    return [asked.committee.slug, asked.days.start.year, (asked.days.start.month + 2) // 3]


WHERE = r"^entry/sheet/(?P<slug>[-\w]+)/(?P<year>[12]\d{3})-q(?P<number>[1-4])/"
cast("Any", admin.site).pages.extend(
    [
        re_path(
            WHERE + r"template\.xlsx$",
            admin.site.admin_view(template),
            name="entry_sheet_template",
        ),
        re_path(WHERE + "upload/$", admin.site.admin_view(upload), name="entry_sheet_upload"),
    ]
)
