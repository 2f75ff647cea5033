"""Workbooks through the admin: what a list exports and what it takes back."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, cast
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportModelAdmin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.tmp_storages import BaseStorage

from recruitment import permissions
from recruitment.entry.results import Problems
from recruitment.entry.sheets import UNANSWERED, Sheet
from recruitment.entry.workbook import MOST_BYTES, ExcelFormat

from . import scope
from .judged import NOTE_LENGTH

KEPT_NAME = re.compile(r"tien-do-import-[0-9a-f]{32}")
KEPT_FOR = 24 * 3600  # seconds
SEEN = "recruitment.import.seen"
# The fields of a confirmation that answer what is unlikely.
ANSWER = ("is_right", "why_right")
NOT_READABLE = _("The workbook could not be read. Open it in Excel and save it again.")


class KeptFile(BaseStorage):  # type: ignore[misc]
    """An uploaded file between preview and confirmation, under a name that nobody can guess.

    The name comes back from the browser: any other is refused, so that no other file of the
    machine is read or removed.
    """

    def save(self, data: bytes) -> None:
        self._remove_forgotten()
        self.name = f"tien-do-import-{uuid4().hex}"
        path = self._path()
        path.touch(mode=0o600)
        path.write_bytes(data)

    def read(self) -> bytes:
        return self._path().read_bytes()

    def remove(self) -> None:
        self._path().unlink(missing_ok=True)

    def _path(self) -> Path:
        if not KEPT_NAME.fullmatch(self.name or ""):
            raise FileNotFoundError(self.name)
        return Path(tempfile.gettempdir()) / self.name

    def _remove_forgotten(self) -> None:
        for path in Path(tempfile.gettempdir()).glob("tien-do-import-*"):
            if time.time() - path.stat().st_mtime > KEPT_FOR:
                path.unlink(missing_ok=True)


def too_large() -> str:
    words = gettext("The file is larger than %(most)s MB. Divide it into several files.")
    return words % {"most": MOST_BYTES // 2**20}


def file_attributes() -> dict[str, Any]:
    """Of a file's field: the browser refuses what the server would not even read."""
    return {"accept": ".xlsx", "data-most-bytes": MOST_BYTES, "data-too-large": too_large()}


class UploadForm(ImportForm):  # type: ignore[misc]
    """One format, chosen already: only the file is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].widget = forms.HiddenInput()
        field = self.fields["import_file"]
        field.label = _("Excel workbook (.xlsx)")
        field.widget.attrs |= file_attributes()

    def clean_import_file(self) -> Any:
        """Refused by its size before it is read."""
        file = self.cleaned_data["import_file"]
        if file.size > MOST_BYTES:
            raise ValidationError(too_large())
        return file


class ConfirmForm(ConfirmImportForm):  # type: ignore[misc]
    """What the browser sends back is ours, or it is refused.

    Where the preview called something unlikely, the person says that it is right, and why.
    """

    format = forms.ChoiceField(choices=[("0", "xlsx")], widget=forms.HiddenInput())
    # What the preview showed, signed: the confirmation is held to it (see Problems.preview).
    seen = forms.CharField(widget=forms.HiddenInput())
    is_right = forms.BooleanField(label=_("Yes, the figures are right"), required=False)
    why_right = forms.CharField(
        label=_("Why they are right (one note for all of these)"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ANSWER:
            # Shown only where they are asked; a browser then asks by itself.
            self.fields[name].widget.attrs["required"] = True

    @property
    def is_unanswered(self) -> bool:
        """Nothing is wrong but the answer to what is unlikely."""
        return bool(self.errors) and self.errors.keys() <= set(ANSWER)

    def again(self, preview: dict[str, Any], seen: str) -> ConfirmForm:
        """What was answered, beside the preview as it is now; ``seen`` is that one, signed."""
        sent = cast("QueryDict", self.data).copy()
        sent["seen"] = seen
        if preview["seen"] != self.cleaned_data["preview"]["seen"]:
            # A yes to another preview is none to this one.
            sent.pop("is_right", None)
        return type(self)(sent)

    def clean(self) -> dict[str, Any]:
        sent = dict(super().clean() or self.cleaned_data)
        try:
            sent["preview"] = signing.loads(sent.get("seen", ""), salt=SEEN)
        except signing.BadSignature as problem:
            raise ValidationError("seen") from problem
        if sent["preview"]["file"] != sent.get("import_file_name"):
            raise ValidationError("seen")
        if sent["preview"]["warned"]:
            self._require_an_answer(sent)
        return sent

    def _require_an_answer(self, sent: dict[str, Any]) -> None:
        if not sent.get("is_right"):
            self.add_error("is_right", ValidationError(UNANSWERED))
        if not sent.get("why_right") and "why_right" not in self.errors:
            self.add_error("why_right", gettext("Say in a few words why it is right."))

    def clean_import_file_name(self) -> str:
        name: str = self.cleaned_data["import_file_name"]
        if not KEPT_NAME.fullmatch(name) or not (Path(tempfile.gettempdir()) / name).exists():
            raise ValidationError(name)
        return name


class DownloadForm(ExportForm):  # type: ignore[misc]
    """One format: nothing is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].widget = forms.HiddenInput()


class WorkbookAdmin(ImportExportModelAdmin):  # type: ignore[misc]
    """Import and export of Excel workbooks for a list, each with a permission of its own."""

    resource: ClassVar[type[Sheet]]
    import_form_class = UploadForm
    confirm_form_class = ConfirmForm
    export_form_class = DownloadForm
    # The history of each row says more.
    skip_admin_log = True
    tmp_storage_class = KeptFile
    import_template_name = "admin/import.html"
    export_template_name = "admin/export.html"
    import_export_change_list_template = "admin/workbook_change_list.html"

    def get_resource_classes(self, request: HttpRequest) -> list[type[Sheet]]:
        return [self.resource]

    def get_resource_kwargs(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Whose hand it is: which committees are known to it, and what it may do with them."""
        return {
            "committees": scope.committees(request),
            "approves": permissions.may(request.user, "approve", self.model),
            "founds": request.user.is_superuser,
        }

    def has_import_permission(self, request: HttpRequest) -> bool:
        return scope.reaches_anything(request) and super().has_import_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return scope.reaches_anything(request) and super().has_export_permission(request)

    def get_valid_export_item_pks(self, request: HttpRequest) -> Any:
        return self.get_queryset(request).values_list("pk", flat=True)

    def get_import_formats(self) -> list[type[ExcelFormat]]:
        return [ExcelFormat]

    def get_export_formats(self) -> list[type[ExcelFormat]]:
        return [ExcelFormat]

    def get_import_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The headings that a file must have, and those that it may have."""
        sheet = self.resource()
        columns = sheet.get_export_fields()
        needed = [str(each.heading) for each in columns if each.column_name in sheet.keys]
        other = [str(each.heading) for each in columns if each.column_name not in sheet.keys]
        return {"needed_headings": needed, "other_headings": other}

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """All or nothing, also where something was changed since the preview."""
        form = kwargs.get("form")
        given = super().get_import_data_kwargs(**kwargs)
        if isinstance(form, ConfirmForm) and form.is_valid():
            said = form.cleaned_data
            given |= {"preview": said["preview"], "note": said["why_right"]}
        return {**given, "rollback_on_validation_errors": True}

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The preview, and with it what the confirmation will be held to."""
        page = super().import_action(request, **kwargs)
        context = getattr(page, "context_data", None) or {}
        if "confirm_form" in context:
            first = context["confirm_form"].initial
            first["seen"] = self.token(context["result"], first["import_file_name"])
        return cast("HttpResponse", page)

    def token(self, result: Problems, file: str) -> str:
        """What the confirmation of a preview will be held to."""
        return signing.dumps({**result.preview, "file": file}, salt=SEEN)

    def add_data_read_fail_error_to_form(self, form: forms.Form, e: Exception) -> None:
        form.add_error("import_file", e if isinstance(e, ValidationError) else str(NOT_READABLE))

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The confirmed file, unless it is gone or its name was made up.

        Whoever had to log in again before confirming is led here without it.
        """
        if self.has_import_permission(request):
            form = self.create_confirm_form(request)
            if form.is_unanswered:
                return self.preview_again(request, form)
            if not form.is_valid():
                text = gettext("The file is no longer kept here. Choose it again.")
                self.message_user(request, text, messages.ERROR)
                return HttpResponseRedirect("../import/")
        return cast("HttpResponse", super().process_import(request, **kwargs))

    def preview_again(self, request: HttpRequest, form: ConfirmForm) -> HttpResponse:
        """The preview of the kept file, with what was answered and what is still asked."""
        name = form.cleaned_data["import_file_name"]
        rows = ExcelFormat().create_dataset(self.tmp_storage_class(name=name).read())
        sheet = self.resource(**self.get_import_resource_kwargs(request, form=form))
        result = sheet.import_data(
            rows, dry_run=True, user=request.user, rollback_on_validation_errors=True
        )
        if result.has_errors() or result.has_validation_errors():
            return self.process_result(result, request)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Import"),
            "opts": self.opts,
            "media": self.media,
            "result": result,
            "confirm_form": form.again(result.preview, self.token(result, name)),
        }
        return TemplateResponse(request, [self.import_template_name], context)

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """What the preview showed, unless the rows on record have changed since."""
        if not (result.has_errors() or result.has_validation_errors()):
            return cast("HttpResponse", super().process_result(result, request))
        text = gettext("Nothing was imported: something has changed since the preview.")
        self.message_user(request, " ".join([text, *self.first_problems(result)]), messages.ERROR)
        return HttpResponseRedirect("../import/")

    def first_problems(self, result: Any) -> Iterable[str]:
        for error in result.base_errors:
            yield from getattr(error.error, "messages", [])
        for number, heading, sentence in result.problems[:5]:
            yield gettext("Row %(row)s, %(heading)s: %(sentence)s") % {
                "row": number,
                "heading": heading,
                "sentence": sentence,
            }

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Any) -> str:
        return f"{self.opts.model_name}-{timezone.localdate():%Y-%m-%d}.xlsx"
