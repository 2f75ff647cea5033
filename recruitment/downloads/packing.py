"""ZIP packages of which the same contents are the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day that the format knows: a package's own day would make two of them differ."""
UNIX = 3
READABLE = 0o100644 << 16
LEVEL = 6


def packed(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """The entries (name, contents), in their order."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=LEVEL) as package:
        for name, body in entries:
            info = ZipInfo(name, EARLIEST)
            info.compress_type = ZIP_DEFLATED
            # Else the machine that packs would be seen.
            info.create_system, info.external_attr = UNIX, READABLE
            package.writestr(info, body)
    return target.getvalue()


def repacked(package: bytes) -> bytes:
    """An Office file as ``packed`` packs it: its library wrote the day into each entry."""
    with ZipFile(BytesIO(package)) as source:
        return packed([(info.filename, source.read(info)) for info in source.infolist()])
