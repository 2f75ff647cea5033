"""make_briefing: the same work in the foreground."""

from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from recruitment.models import BriefingOrder

from .conftest import a_province

pytestmark = pytest.mark.django_db


def made(*arguments):
    out, err = StringIO(), StringIO()
    call_command("make_briefing", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_file_is_written_whole_with_progress_beside(province, tmp_path):
    path = tmp_path / "tài liệu.xlsx"
    path.write_text("an older one")
    said, progress = made("province", "--format", "xlsx", "--output", str(path))
    assert "tài liệu.xlsx" in said
    assert "xong 4/4 địa phương" in progress
    assert ZipFile(path).testzip() is None
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o644
    assert not BriefingOrder.objects.exists()


def test_days_term_and_language_are_those_asked_for(province, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    wish = ("--format", "docx", "--as-of", "31/12/2022", "--term", "2021-2025")
    made("province", *wish, "--language", "en")
    text = Document("province-localities-briefing-2022-12-31.docx").element.xml
    assert "31 December 2022" in text
    assert "Unit" in text or "unit-1" in text


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["nowhere"], 2, "nowhere"),
        (["silent"], 2, "Chưa có đơn vị trực thuộc"),
        (["province", "--as-of", "31/2/2022"], 2, "--as-of “31/2/2022”"),
        (["province", "--term", "1999-2004"], 2, "--term “1999-2004”"),
        (["province", "--output", "/no/such/folder/x.zip"], 1, "/no/such/folder/x.zip"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_an_exit_code(province, arguments, code, says):
    with pytest.raises(CommandError) as problem:
        made(*arguments)
    assert problem.value.returncode == code
    assert says in str(problem.value)


def test_a_format_that_there_is_not_names_those_that_there_are(province):
    with pytest.raises(CommandError, match="pptx"):
        made("province", "--format", "exe")


def test_more_localities_than_one_file_holds(db, monkeypatch):
    monkeypatch.setattr("recruitment.reports.group.MOST_LOCALITIES", 3)
    a_province(3)
    with pytest.raises(CommandError, match="Có 4 địa phương"):
        made("province")
