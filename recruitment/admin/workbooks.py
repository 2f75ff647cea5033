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
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportModelAdmin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.tmp_storages import BaseStorage

from recruitment import permissions
from recruitment.entry.sheets import Sheet
from recruitment.entry.workbook import MOST_BYTES, ExcelFormat

from . import scope

KEPT_NAME = re.compile(r"tien-do-import-[0-9a-f]{32}")
KEPT_FOR = 24 * 3600  # seconds
SEEN = "recruitment.import.seen"
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


class UploadForm(ImportForm):  # type: ignore[misc]
    """One format, chosen already: only the file is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].widget = forms.HiddenInput()
        field = self.fields["import_file"]
        field.label = _("Excel workbook (.xlsx)")
        field.widget.attrs["accept"] = ".xlsx"

    def clean_import_file(self) -> Any:
        """Refused by its size before it is read."""
        file = self.cleaned_data["import_file"]
        if file.size > MOST_BYTES:
            text = gettext("The file is larger than %(most)s MB. Divide it into several files.")
            raise ValidationError(text, params={"most": MOST_BYTES // 2**20})
        return file


class ConfirmForm(ConfirmImportForm):  # type: ignore[misc]
    """What the browser sends back is ours, or it is refused."""

    format = forms.ChoiceField(choices=[("0", "xlsx")], widget=forms.HiddenInput())
    # What the preview showed, signed: the confirmation is held to it (see Problems.preview).
    seen = forms.CharField(widget=forms.HiddenInput())

    def clean(self) -> dict[str, Any]:
        sent = dict(super().clean() or self.cleaned_data)
        try:
            sent["preview"] = signing.loads(sent.get("seen", ""), salt=SEEN)
        except signing.BadSignature as problem:
            raise ValidationError("seen") from problem
        if sent["preview"]["file"] != sent.get("import_file_name"):
            raise ValidationError("seen")
        return sent

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
        preview = form.cleaned_data["preview"] if isinstance(form, ConfirmForm) else None
        given = super().get_import_data_kwargs(**kwargs)
        return {**given, "preview": preview, "rollback_on_validation_errors": True}

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The preview, and with it what the confirmation will be held to."""
        page = super().import_action(request, **kwargs)
        context = getattr(page, "context_data", None) or {}
        if "confirm_form" in context:
            first = context["confirm_form"].initial
            preview = {**context["result"].preview, "file": first["import_file_name"]}
            first["seen"] = signing.dumps(preview, salt=SEEN)
        return cast("HttpResponse", page)

    def add_data_read_fail_error_to_form(self, form: forms.Form, e: Exception) -> None:
        form.add_error("import_file", e if isinstance(e, ValidationError) else str(NOT_READABLE))

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The confirmed file, unless it is gone or its name was made up."""
        if request.method == "POST" and self.has_import_permission(request):
            form = self.create_confirm_form(request)
            if not form.is_valid():
                text = gettext("The file is no longer kept here. Choose it again.")
                self.message_user(request, text, messages.ERROR)
                return HttpResponseRedirect("../import/")
        return cast("HttpResponse", super().process_import(request, **kwargs))

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
