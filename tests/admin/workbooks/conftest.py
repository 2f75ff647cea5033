import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recruitment.entry.workbook import write
from recruitment.models import AdmissionCount
from tests.rows import a_period

from ..conftest import QUARTER, address
from .figures import HEADINGS


@pytest.fixture(autouse=True)
def quarter(db, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    a_period(*QUARTER)
    return tmp_path


@pytest.fixture
def upload(officer, district):
    """Send a workbook to the preview."""

    def send(rows, headings=HEADINGS, model=AdmissionCount, language="vi", name="Quý III.xlsx"):
        data = rows if isinstance(rows, bytes) else write(headings, rows, "x")
        file = SimpleUploadedFile(name, data)
        where = address(model, "import", language)
        page = officer.post(where, {"import_file": file, "format": "0", "resource": "0"})
        assert page.status_code == 200
        page.text = page.content.decode()
        return page

    return send


@pytest.fixture
def confirm(officer):
    """Confirm what a preview offered; gives the messages that follow."""

    def send(page, model=AdmissionCount, **changes):
        form = page.context["confirm_form"]
        sent = {name: form[name].value() or "" for name in form.fields}
        answer = officer.post(address(model, "process_import"), {**sent, **changes}, follow=True)
        assert answer.status_code == 200
        answer.said = [str(message) for message in answer.context.get("messages", [])]
        return answer

    return send
