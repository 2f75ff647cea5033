"""Reading Office files as others do: python-pptx, openpyxl, and LibreOffice by way of PDF."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

SECONDS = 180


def as_pdfs(files: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The text of each page of each file, all of them converted in one run of LibreOffice.

    For tests with the mark ``libreoffice``; the names end in .pptx, .docx or .xlsx.
    """
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    for name, body in files.items():
        (folder / name).write_bytes(body)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *(str(folder / n) for n in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    found = {}
    for name in files:
        pdf = (folder / name).with_suffix(".pdf")
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
        # A form feed ends each page.
        found[name] = text.stdout.decode().split("\f")[:-1]
    return found


def cells_of(workbook: bytes) -> list[list[object]]:
    """The rows of a workbook's only sheet."""
    (sheet,) = load_workbook(BytesIO(workbook)).worksheets
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def columns_of(workbook: bytes) -> dict[str, list[object]]:
    """The columns of a workbook's only sheet by their headings."""
    head, *rows = cells_of(workbook)
    return {str(name): [row[at] for row in rows] for at, name in enumerate(head)}


def entries_of(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as source:
        return {name: source.read(name) for name in source.namelist()}
